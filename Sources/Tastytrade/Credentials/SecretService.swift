import JSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The desktop's secret service, by the program `secret-tool`.
///
/// Secrets travel to and from it by its standard streams, never by its arguments, which others can see.
public struct SecretService: Sendable {
    private let program: String

    /// Finds the service.
    ///
    /// - Parameter environment: Where `PATH` and `DBUS_SESSION_BUS_ADDRESS` are looked up.
    /// - Throws: `CredentialFault.noSecretService`, which says what is missing.
    public init(environment: (String) -> String?) throws(CredentialFault) {
        guard let bus = environment("DBUS_SESSION_BUS_ADDRESS"), !bus.isEmpty else {
            throw CredentialFault.noSecretService(reason: "no session bus (DBUS_SESSION_BUS_ADDRESS is not set)")
        }
        let folders = (environment("PATH") ?? "").split(separator: ":")
        guard let folder = folders.first(where: { access("\($0)/secret-tool", X_OK) == 0 }) else {
            throw CredentialFault.noSecretService(reason: "the program secret-tool is not installed")
        }
        program = "\(folder)/secret-tool"
    }

    /// The credentials of a venue; `nil` when none are kept.
    public func read(_ venue: Venue) throws(CredentialFault) -> Credentials? {
        let (status, bytes) = try run(["lookup"] + attributes(venue), input: [])
        guard status == 0, !bytes.isEmpty else { return nil }
        guard let entry = try? JSONReader.read(bytes), let secret = entry["client-secret"]?.string,
            let token = entry["refresh-token"]?.string
        else { throw CredentialFault.secretServiceFailed(reason: "what it keeps for piquant is not piquant's") }
        return Credentials(clientID: entry["client-id"]?.string, clientSecret: secret, refreshToken: token)
    }

    /// Keeps the credentials of a venue in place of those before.
    public func write(_ kept: Credentials, for venue: Venue) throws(CredentialFault) {
        var json = JSONWriter()
        json.beginObject()
        json.member("client-id", kept.clientID)
        json.member("client-secret", kept.clientSecret)
        json.member("refresh-token", kept.refreshToken)
        json.endObject()
        let label = "--label=Piquant, \(venue.rawValue)"
        let (status, _) = try run(["store", label] + attributes(venue), input: json.bytes)
        guard status == 0 else {
            throw CredentialFault.secretServiceFailed(reason: "secret-tool ended with \(status) and kept nothing")
        }
    }

    /// Forgets the credentials of a venue.
    ///
    /// - Returns: Whether there were some.
    public func remove(_ venue: Venue) throws(CredentialFault) -> Bool {
        guard try read(venue) != nil else { return false }
        return try run(["clear"] + attributes(venue), input: []).status == 0
    }

    private func attributes(_ venue: Venue) -> [String] { ["application", "piquant", "venue", venue.rawValue] }

    // MARK: The program

    /// Runs the program and waits for it.
    private func run(_ words: [String], input: [UInt8]) throws(CredentialFault) -> (status: Int32, output: [UInt8]) {
        var (toChild, fromChild): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        // A socket rather than a pipe: writing to a program that has ended must not end this one by a signal.
        guard Descriptor.makeSockets(&toChild) else { throw Self.failure(errno) }
        guard pipe(&fromChild) == 0 else {
            let code = errno
            toChild.forEach { close($0) }
            throw Self.failure(code)
        }
        // The child gets copies of its two ends only; else it would wait for itself to stop writing.
        for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = ([program] + words).map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var child = pid_t()
        let code = posix_spawn(&child, program, &actions, nil, &arguments, environ)
        close(toChild[0])
        close(fromChild[1])
        guard code == 0 else {
            close(toChild[1])
            close(fromChild[0])
            throw Self.failure(code)
        }
        // The secrets are shorter than a socket holds, so that writing them all first cannot block.
        Descriptor.write(input, to: toChild[1])
        close(toChild[1])
        let output = Descriptor.readAll(fromChild[0])
        close(fromChild[0])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return (status & 0x7F == 0 ? (status >> 8) & 0xFF : -1, output)
    }

    private static func failure(_ code: Int32) -> CredentialFault {
        .secretServiceFailed(reason: String(cString: strerror(code)))
    }
}

/// Reading and writing by descriptor, under names of their own.
private enum Descriptor {
    static func makeSockets(_ pair: inout [Int32]) -> Bool {
        #if canImport(Glibc)
            return socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0
        #else
            guard socketpair(AF_UNIX, SOCK_STREAM, 0, &pair) == 0 else { return false }
            var yes: Int32 = 1
            return setsockopt(pair[1], SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size)) == 0
        #endif
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        guard !bytes.isEmpty else { return }
        #if canImport(Glibc)
            let flags = Int32(MSG_NOSIGNAL)
        #else
            let flags: Int32 = 0
        #endif
        _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
    }

    static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count < PrivateFile.maximumBytes {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
