import JSON
import Tastytrade

/// `piquant logout`: forgets the credentials of a venue.
enum LogoutCommand {
    static let command: Command = Command(
        name: "logout", summary: "Forget a venue's credentials and access token on this machine",
        example: "piquant logout --venue sandbox",
        options: [
            Option(
                "venue", .value("venue"), "simulator, sandbox, paper or production; the configured one when left out"),
            Option("json", .flag, "Print as JSON"),
        ],
        run: { arguments in
            let venue = try VenueSession.venue(arguments)
            let store = CredentialStore(environment: VenueSession.environment)
            var places: [String] = []
            try VenueSession.orFailure { () throws(CredentialFault) in
                if try store.file.remove(venue) { places.append(store.file.path) }
                if let service = try? store.secretService(), try service.remove(venue) {
                    places.append("\(CredentialSource.secretService)")
                }
            }
            let remains = (try? store.find(venue))?.source == .environment
            if arguments.has("json") {
                var json = JSONWriter()
                json.beginObject()
                json.member("venue", venue.rawValue)
                json.key("forgotten")
                json.beginArray()
                for place in places { json.value(place) }
                json.endArray()
                json.member("environmentRemains", remains)
                json.endObject()
                Terminal.print(json.text)
            } else if places.isEmpty {
                Terminal.print("Nothing was kept for \(venue.rawValue).")
            } else {
                Terminal.print(
                    "Forgot the credentials of \(venue.rawValue) in \(places.joined(separator: " and ")). The grant itself "
                        + "lives on: delete it on the venue's API page to end it.")
            }
            if remains {
                Terminal.note("piquant: the environment still holds credentials; unset them to be logged out")
            }
            return .done
        })
}
