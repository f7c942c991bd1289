import Testing
import Wire

@testable import Server

struct AccessPolicyTests {
    private func request(_ headers: [String: String], query: [(name: String, value: String)] = []) -> HTTPRequest {
        HTTPRequest(method: "GET", path: "/ws", query: query, headers: headers)
    }

    private let local = AccessPolicy(isLoopback: true, token: nil)
    private let remote = AccessPolicy(isLoopback: false, token: "open-sesame")

    @Test("on loopback only this server's own pages may change anything")
    func origin() {
        let own = ["host": "127.0.0.1:8080", "origin": "http://127.0.0.1:8080"]
        #expect(local.refusal(of: request(own), changesState: true) == nil)
        #expect(local.refusal(of: request(["host": "localhost:8080"]), changesState: true) == nil)
        for origin in ["http://evil.example", "http://127.0.0.1:9090", "null", "https://127.0.0.1"] {
            let foreign = ["host": "127.0.0.1:8080", "origin": origin]
            #expect(local.refusal(of: request(foreign), changesState: true) == .foreignOrigin, "\(origin)")
        }
        #expect(local.refusal(of: request(["host": "rebound.example:8080"]), changesState: false) == .foreignHost)
    }

    @Test("elsewhere nothing goes without the token, however it is presented")
    func token() {
        let host = ["host": "box.example"]
        #expect(remote.refusal(of: request(host), changesState: false) == .tokenRequired)
        for wrong in ["", "open-sesam", "open-sesamf", "open-sesame1"] {
            let query = [(name: "token", value: wrong)]
            #expect(remote.refusal(of: request(host, query: query), changesState: false) == .tokenRequired, "\(wrong)")
        }
        let query = [(name: "token", value: "open-sesame")]
        #expect(remote.refusal(of: request(host, query: query), changesState: false) == nil)
        let bearer = ["host": "box.example", "authorization": "Bearer open-sesame"]
        #expect(remote.refusal(of: request(bearer), changesState: false) == nil)
        let cookie = ["host": "box.example", "cookie": "a=b; piquant-token=open-sesame"]
        #expect(remote.refusal(of: request(cookie), changesState: false) == nil)
    }
}
