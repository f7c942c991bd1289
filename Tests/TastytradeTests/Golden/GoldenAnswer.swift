import JSON

@testable import Tastytrade

/// A whole answer of one endpoint, written from the venue's documentation.
struct GoldenAnswer: Sendable, CustomStringConvertible {
    /// The endpoint.
    let name: EndpointName
    /// The body.
    let body: [UInt8]
    /// The body as JSON; `null` for none.
    let json: JSONValue

    init(_ name: String, _ body: String) {
        guard let name = EndpointName(name) else { preconditionFailure("'\(name)' names no endpoint") }
        self.name = name
        self.body = Array(body.utf8)
        json = (try? JSONReader.read(self.body)) ?? .null
    }

    var description: String { name.description }

    /// All of them.
    static let all = [
        accounts, money, bookings, margin, instruments, futures, futureOptions, chains, markets, lists, hours,
        backtests,
    ].flatMap { $0 }

    /// Those with a body that has fields.
    static let withFields = all.filter { $0.json.object != nil || $0.json.array != nil }

    /// The endpoint in the catalogue.
    var endpoint: AnyEndpoint? { EndpointCatalog.all.first { $0.name == name } }
}
