import Foundation
public import Wire

/// A certificate authority and a server certificate for this machine's own addresses, made anew and thrown away.
///
/// The files live in a folder only their owner can enter, and go with `remove()`. Made by the `openssl` program.
public struct ThrowawayCertificate: Sendable {
    /// Why none could be made.
    public struct Failure: Error, CustomStringConvertible {
        /// What went wrong, for people.
        public let description: String
    }

    private let folder: URL

    /// The certificate to trust, as a PEM file.
    public var caFile: String { folder.appendingPathComponent("ca.pem").path }

    /// The files a server needs.
    public var tls: WireServer.TLS {
        WireServer.TLS(
            certificatePath: folder.appendingPathComponent("server.pem").path,
            keyPath: folder.appendingPathComponent("server.key").path)
    }

    /// Makes an authority and a certificate for `localhost`, `127.0.0.1` and `::1`, good for thirty days.
    ///
    /// - Throws: `Failure` when the program is missing or refuses.
    public init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("piquant-tls-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try make()
        } catch {
            remove()
            throw error
        }
    }

    /// Removes the folder with everything in it.
    public func remove() { try? FileManager.default.removeItem(at: folder) }

    private func make() throws {
        let extensions = """
            basicConstraints=CA:FALSE
            keyUsage=digitalSignature
            extendedKeyUsage=serverAuth
            subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1
            """
        try Data(extensions.utf8).write(to: folder.appendingPathComponent("server.ext"))
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try openssl(
            ["req", "-x509"] + key + [
                "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Piquant simulator, throw-away",
                "-addext", "keyUsage=critical,keyCertSign,cRLSign",
            ])
        try openssl(["req"] + key + ["-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost"])
        try openssl([
            "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "1", "-days",
            "30", "-extfile", "server.ext", "-out", "server.pem",
        ])
        for name in ["ca.key", "server.key"] {
            let path = folder.appendingPathComponent(name).path
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        // Nothing more is signed.
        try FileManager.default.removeItem(at: folder.appendingPathComponent("ca.key"))
    }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { throw Failure(description: "openssl could not be started: \(error)") }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                description: "openssl \(arguments[0]) ended with \(process.terminationStatus); is it installed?")
        }
    }
}
