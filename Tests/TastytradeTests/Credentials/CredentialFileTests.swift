import MarketModel
import Testing

@testable import Tastytrade

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of its own for one test, removed with it.
final class TrialFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/piquant-test-XXXXXX".utf8CString)
        _ = mkdtemp(&template)
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit { _ = run("rm", "-rf", path) }

    @discardableResult
    func run(_ words: String...) -> Int32 {
        var child = pid_t()
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        guard posix_spawnp(&child, words[0], nil, nil, &arguments, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status
    }

    func write(_ text: String, to name: String, mode: mode_t = 0o600) {
        let file = fopen("\(path)/\(name)", "w")!
        fputs(text, file)
        fclose(file)
        chmod("\(path)/\(name)", mode)
    }

    func mode(of name: String) -> mode_t {
        var facts = stat()
        stat("\(path)/\(name)", &facts)
        return facts.st_mode & 0o777
    }

    /// The names in the folder, sorted.
    var names: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(cString: $0.baseAddress!.assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

struct CredentialFileTests {
    private let folder = TrialFolder()
    private let kept = Credentials(
        clientID: "id", clientSecret: "secret-words", refreshToken: "refresh \"words\" é", scopes: [.read, .trade])

    @Test("logging out removes the credentials even where the access tokens cannot be trusted")
    func removesDespiteTokens() throws {
        let folder = TrialFolder()
        let file = CredentialFile(home: folder.path)
        for (content, mode) in [("no json", mode_t(0o600)), (#"{"venues":{"sandbox":{}}}"#, mode_t(0o644))] {
            try file.write(Credentials(clientSecret: "client-secret", refreshToken: "token"), for: .sandbox)
            folder.write(content, to: "access-tokens.json", mode: mode)
            #expect(try file.remove(.sandbox))
            #expect(try file.read(.sandbox) == nil)
            #expect(!folder.names.contains("access-tokens.json"))
        }
    }

    @Test("credentials are kept by venue, in a file and folder for their owner alone")
    func roundTrip() throws {
        let home = folder.path + "/home"
        let file = CredentialFile(home: home)
        #expect(try file.read(.sandbox) == nil)
        #expect(try !file.remove(.sandbox))
        #expect(folder.names.isEmpty)
        try file.write(kept, for: .sandbox)
        try file.write(Credentials(clientSecret: "a", refreshToken: "b"), for: .production)
        #expect(try file.read(.sandbox) == kept)
        #expect(try file.read(.production) == Credentials(clientSecret: "a", refreshToken: "b"))
        #expect(try file.read(.paper) == nil)
        #expect(folder.mode(of: "home") == 0o700)
        #expect(folder.mode(of: "home/credentials.json") == 0o600)
        #expect(try file.remove(.sandbox))
        #expect(try file.read(.sandbox) == nil)
        #expect(try file.remove(.production))
        #expect(access(file.path, F_OK) != 0)
    }

    @Test("an access token belongs to the credentials it was given for")
    func accessToken() throws {
        let file = CredentialFile(home: folder.path)
        let token = HeldAccessToken(token: "access-words", endsAt: .epoch + .seconds(1_800_000_000))
        try file.writeAccessToken(token, for: .sandbox, of: kept)
        #expect(try file.accessToken(.sandbox, for: kept) == token)
        #expect(folder.mode(of: "access-tokens.json") == 0o600)
        var other = kept
        other.refreshToken = "other"
        #expect(try file.accessToken(.sandbox, for: other) == nil)
        #expect(try file.accessToken(.paper, for: kept) == nil)
        try file.writeAccessToken(nil, for: .sandbox, of: kept)
        #expect(try file.accessToken(.sandbox, for: kept) == nil)
    }

    @Test("a file that others can read is refused", arguments: [0o604, 0o640, 0o660, 0o644, 0o601] as [mode_t])
    func tooOpen(mode: mode_t) throws {
        let file = CredentialFile(home: folder.path)
        try file.write(kept, for: .sandbox)
        chmod(file.path, mode)
        #expect(throws: CredentialFault.tooOpen(path: file.path, mode: String(mode, radix: 8))) {
            try file.read(.sandbox)
        }
        #expect(throws: CredentialFault.self) { try file.write(kept, for: .paper) }
    }

    @Test("a folder that others can write to is refused", arguments: [0o770, 0o707, 0o722] as [mode_t])
    func folderTooOpen(mode: mode_t) throws {
        let file = CredentialFile(home: folder.path)
        try file.write(kept, for: .sandbox)
        chmod(folder.path, mode)
        #expect(throws: CredentialFault.folderTooOpen(path: folder.path, mode: String(mode, radix: 8))) {
            try file.read(.sandbox)
        }
        #expect(throws: CredentialFault.self) { try file.write(kept, for: .sandbox) }
    }

    @Test("a link or a folder in the file's place is refused")
    func notAFile() throws {
        let file = CredentialFile(home: folder.path)
        folder.write(#"{"venues":{}}"#, to: "elsewhere")
        symlink(folder.path + "/elsewhere", file.path)
        #expect(throws: CredentialFault.notAFile(path: file.path)) { try file.read(.sandbox) }
        unlink(file.path)
        mkdir(file.path, 0o700)
        #expect(throws: CredentialFault.notAFile(path: file.path)) { try file.read(.sandbox) }
    }

    @Test(
        "what is not ours is told and not overwritten",
        arguments: [
            "", "{", "[]", #"{"venues":7}"#, #"{"other":{}}"#, "\u{0}", String(repeating: "x", count: 2 << 20),
        ])
    func damaged(text: String) throws {
        let file = CredentialFile(home: folder.path)
        folder.write(text, to: "credentials.json")
        #expect(throws: CredentialFault.self) { try file.read(.sandbox) }
        #expect(throws: CredentialFault.self) { try file.write(kept, for: .sandbox) }
        folder.write(#"{"venues":{"sandbox":{"client-secret":"s"}}}"#, to: "credentials.json")
        #expect(throws: CredentialFault.self) { try file.read(.sandbox) }
    }

    @Test("many writers lose nothing, and nothing half-written stays behind")
    func concurrent() async throws {
        let home = folder.path
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let venue = Venue.allCases[number % 4]
                    let credentials = Credentials(clientSecret: "s\(number)", refreshToken: "r")
                    do { try CredentialFile(home: home).write(credentials, for: venue) } catch {
                        Issue.record("\(error)")
                    }
                }
            }
        }
        let file = CredentialFile(home: home)
        for venue in Venue.allCases { #expect(try file.read(venue) != nil) }
        #expect(folder.names == [".lock", "credentials.json"])
    }
}
