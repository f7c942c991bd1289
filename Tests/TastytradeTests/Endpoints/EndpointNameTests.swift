import Testing

@testable import Tastytrade

struct EndpointNameTests {
    @Test("a name means an endpoint whatever stands in the place of a parameter")
    func matches() throws {
        let positions = EndpointName(.get, "/accounts/{account_number}/positions")
        for text in [
            "GET /accounts/{account_number}/positions", "get /accounts/{n}/positions",
            "GET /accounts/5WT00001/positions",
        ] {
            #expect(positions.matches(try #require(EndpointName(text))))
        }
        for text in ["POST /accounts/{n}/positions", "GET /accounts/{n}/balances", "GET /accounts/{n}/positions/x"] {
            #expect(!positions.matches(try #require(EndpointName(text))))
        }
        #expect(EndpointName("GET accounts") == nil && EndpointName("FETCH /a") == nil && EndpointName("") == nil)
    }

    @Test("the documented endpoints are told apart and have sections")
    func documented() {
        let all = DocumentedEndpoints.all
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(all.allSatisfy { !$0.section.isEmpty })
        #expect(
            all.contains { $0.name.description == "PUT /watchlists/{name}" && $0.section == "watchlists and alerts" })
    }
}
