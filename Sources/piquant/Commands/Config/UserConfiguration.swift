import Configuration
import Tastytrade

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The user's configuration: the file that `PIQUANT_CONFIG` names, or `config.yaml` in `PIQUANT_HOME`.
enum UserConfiguration {
    /// Every setting there is.
    static let settings =
        [Setting.venue, .allowProduction, .requestsPerMinute]
        + RequestFamily.allCases.map { .requestsPerSecond($0.configurationName) }

    /// Where the file is, or would be.
    static var path: String {
        VenueSession.environment("PIQUANT_CONFIG")
            ?? CredentialStore.home(VenueSession.environment) + "/config.yaml"
    }

    /// What is set; the defaults when there is no file.
    ///
    /// - Throws: `Failure` P435 for a file that is named and not there, cannot be read or holds what cannot be used.
    static func load() throws -> Configuration {
        try load(path, mustExist: VenueSession.environment("PIQUANT_CONFIG") != nil)
    }

    /// What a file sets.
    ///
    /// - Throws: As `load()`.
    static func load(_ path: String, mustExist: Bool) throws -> Configuration {
        let bytes: [UInt8]
        if let file = fopen(path, "r") {
            defer { fclose(file) }
            bytes = try read(file, path)
        } else if errno == ENOENT, !mustExist {
            bytes = []
        } else {
            throw Failure(
                code: "P435",
                message: "the configuration \(path) cannot be read: \(String(cString: strerror(errno))). Nothing was "
                    + "done; correct the path, or write the file with piquant config new.")
        }
        do throws(ConfigurationFaults) {
            return try Configuration(bytes, settings: settings, environment: VenueSession.environment)
        } catch {
            throw Failure(
                code: "P435",
                message: "the configuration \(path) cannot be used; nothing was done:\n"
                    + error.faults.map { "  \($0)\n" }.joined() + "Correct it; piquant config check looks again.")
        }
    }

    private static func read(_ file: UnsafeMutablePointer<FILE>, _ path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= Configuration.largestDocument {
            let count = fread(&part, 1, part.count, file)
            bytes += part[..<count]
            if count < part.count { break }
        }
        guard ferror(file) == 0 else {
            throw Failure(
                code: "P435",
                message:
                    "the configuration \(path) cannot be read: \(String(cString: strerror(errno))). Nothing was done.")
        }
        return bytes
    }
}
