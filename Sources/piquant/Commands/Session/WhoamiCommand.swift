import JSON
import Simulator
import Tastytrade

/// `piquant whoami`: which user, which accounts, where, and by which credentials.
enum WhoamiCommand {
    static let command: Command = Command(
        name: "whoami", summary: "Show the user, the accounts, the venue and where the credentials came from",
        example: "piquant whoami --venue simulator --json",
        options: VenueSession.options + SimulatorOptions.options + [Option("json", .flag, "Print as JSON")],
        run: { arguments in
            let venue = try VenueSession.venue(arguments)
            let connection = try await VenueSession.connect(venue, arguments)
            defer { connection.end() }
            let store = CredentialStore(environment: VenueSession.environment)
            if connection.source != .simulator {
                for variable in store.unusedVariables {
                    Terminal.note(
                        "piquant: \(variable.rawValue) is set, but not the rest that belongs to it; it was not used")
                }
            }
            do {
                let customer = try await connection.session.customer().value
                let accounts = try await connection.session.accounts().value
                let report = Report(
                    venue: venue, binding: connection.session.binding, source: connection.source,
                    hasClientID: connection.hasClientID, tokenPath: store.file.tokenPath, customer: customer,
                    accounts: accounts)
                Terminal.print(arguments.has("json") ? report.json : report.text)
                return .done
            } catch let error as TastytradeError {
                throw Failure(code: error.code, message: "\(error.explanation).")
            }
        })

    private struct Report {
        let venue: Venue
        let binding: VenueBinding
        let source: CredentialSource
        let hasClientID: Bool
        let tokenPath: String
        let customer: Customer
        let accounts: [CustomerAccount]

        private var name: String {
            [customer.firstName, customer.lastName].compactMap(\.self).joined(separator: " ")
        }

        /// Each credential and where it came from.
        private var origins: [(name: String, place: String)] {
            var origins = [("client secret", "\(source)"), ("refresh token", "\(source)")]
            if hasClientID { origins.insert(("client id", "\(source)"), at: 0) }
            origins.append(("access token", source == .simulator ? "not kept" : "kept in \(tokenPath)"))
            return origins
        }

        var text: String {
            var lines = [
                "user     \(name)\(customer.email.map { " <\($0)>" } ?? "")", "customer \(customer.id)",
                "venue    \(venue.rawValue)", "host     \(binding.hosts.rest)",
                "streamer \(binding.hosts.accountStreamer)",
            ]
            lines += accounts.map { owned in
                let account = owned.account
                let facts = [
                    account.nickname, account.accountTypeName, account.marginOrCash?.rawValue,
                    account.isClosed == true ? "closed" : nil, owned.authorityLevel.map { "\($0)" },
                ]
                return "account  \(account.accountNumber)  \(facts.compactMap(\.self).joined(separator: ", "))"
            }
            lines += origins.map { "\($0.name): \($0.place)" }
            return lines.joined(separator: "\n")
        }

        var json: String {
            var json = JSONWriter()
            json.beginObject()
            json.member("customer", customer.id)
            json.member("name", name)
            json.member("email", customer.email)
            json.member("venue", venue.rawValue)
            json.member("host", binding.hosts.rest)
            json.member("accountStreamer", binding.hosts.accountStreamer)
            json.key("accounts")
            json.beginArray()
            for owned in accounts {
                json.beginObject()
                json.member("number", owned.account.accountNumber)
                json.member("nickname", owned.account.nickname)
                json.member("type", owned.account.accountTypeName)
                json.member("marginOrCash", owned.account.marginOrCash?.rawValue)
                json.member("closed", owned.account.isClosed ?? false)
                json.member("authority", owned.authorityLevel.map { "\($0)" })
                json.endObject()
            }
            json.endArray()
            json.key("credentials")
            json.beginObject()
            for origin in origins { json.member(origin.name, origin.place) }
            json.endObject()
            json.endObject()
            return json.text
        }
    }
}
