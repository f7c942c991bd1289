import JSON
import Tastytrade
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `piquant login`: keeps the credentials of a venue after the venue has taken them.
enum LoginCommand {
    static let command: Command = Command(
        name: "login", summary: "Keep a venue's credentials, read from the terminal or standard input",
        example: "piquant login --venue sandbox",
        options: VenueSession.options + [
            Option("client-id", .value("id"), "The application's id; not needed for your own grant"),
            Option(
                "client-secret-file", .value("file"),
                "A file that holds the client secret, in place of asking for it"),
            Option(
                "store", .choice(["file", "secret-service"]),
                "Where to keep them: a file only you can read, or the desktop's",
                initial: "file"),
            Option("unchecked", .flag, "Keep them without asking the venue whether it takes them"),
            Option("json", .flag, "Print as JSON"),
        ],
        run: { arguments in
            let venue = try VenueSession.venue(arguments)
            let binding = try VenueSession.binding(venue, arguments)
            let store = CredentialStore(environment: VenueSession.environment)
            let service =
                arguments.value("store") == "secret-service"
                ? try VenueSession.orFailure { () throws(CredentialFault) in try store.secretService() } : nil
            let credentials = try ask(arguments)
            if !arguments.has("unchecked") { try await check(credentials, binding) }
            try VenueSession.orFailure { () throws(CredentialFault) in
                if let service {
                    try service.write(credentials, for: venue)
                    // The file comes first when credentials are looked for: an entry left there would go on being used.
                    _ = try store.file.remove(venue)
                } else {
                    try store.file.write(credentials, for: venue)
                }
            }
            let place = service == nil ? store.file.path : "\(CredentialSource.secretService)"
            tell(venue, binding, place, store, arguments)
            return .done
        })

    private static func ask(_ arguments: Arguments) throws -> Credentials {
        let secret = try arguments.value("client-secret-file").map(content) ?? SecretPrompt.secret("Client secret")
        guard let secret, let token = SecretPrompt.secret("Refresh token") else {
            throw Failure(
                code: "P434",
                message: "a client secret and a refresh token are needed, one a line; nothing was kept. Create both on "
                    + "the venue's API page (OAuth applications, then a grant for yourself).")
        }
        return Credentials(clientID: arguments.value("client-id"), clientSecret: secret, refreshToken: token)
    }

    private static func content(of path: String) throws -> String {
        guard let file = fopen(path, "r") else {
            throw Failure(
                code: "P434",
                message: "\(path) cannot be read: \(String(cString: strerror(errno))). Nothing was kept.")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 16_384)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
        let words = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }
        guard words.count == 1 else {
            throw Failure(
                code: "P434", message: "\(path) holds \(words.count) words where one secret belongs. Nothing was kept.")
        }
        return String(words[0])
    }

    private static func check(_ credentials: Credentials, _ binding: VenueBinding) async throws {
        let client = HTTPClient()
        defer { client.stop() }
        let session = Session(binding, grant: .refreshToken(credentials), client: client)
        do {
            guard try await session.isValid() else { throw TastytradeError.unauthorized }
        } catch let error as TastytradeError {
            throw Failure(code: error.code, message: "\(error.explanation). Nothing was kept.")
        }
    }

    private static func tell(
        _ venue: Venue, _ binding: VenueBinding, _ place: String, _ store: CredentialStore, _ arguments: Arguments
    ) {
        let isHidden = (try? store.find(venue))?.source == .environment
        if arguments.has("json") {
            var json = JSONWriter()
            json.beginObject()
            json.member("venue", venue.rawValue)
            json.member("host", binding.hosts.rest)
            json.member("kept", place)
            json.member("checked", !arguments.has("unchecked"))
            json.endObject()
            Terminal.print(json.text)
        } else {
            Terminal.print("Logged in to \(venue.rawValue) (\(binding.hosts.rest)). Credentials are kept in \(place).")
        }
        if isHidden {
            Terminal.note("piquant: the environment holds credentials too, and comes first; unset them to use these")
        }
    }
}
