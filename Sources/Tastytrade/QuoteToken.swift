#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The key to the market-data stream, good for a day, and where the stream is.
public struct QuoteToken: Sendable, Equatable {
    /// Sent in the stream's `AUTH`. Never printed.
    public let token: String
    /// The address of the stream; read anew every time, it changes.
    public let url: String
    /// `api` in production, `demo` in the sandbox; what the simulator says in the simulator.
    public let level: String

    /// Creates a token.
    public init(token: String, url: String, level: String) {
        self.token = token
        self.url = url
        self.level = level
    }
}

extension Session {
    private struct QuoteTokenAnswer: Decodable {
        struct Fields: Decodable {
            let token: String
            let url: String
            let level: String?

            private enum CodingKeys: String, CodingKey {
                case token, level
                case url = "dxlink-url"
            }
        }
        let data: Fields
    }

    /// Asks for a token of the market-data stream: `GET /api-quote-tokens`.
    public func quoteToken() async throws -> QuoteToken {
        let body = try await get("/api-quote-tokens")
        guard let fields = (try? JSONDecoder().decode(QuoteTokenAnswer.self, from: Data(body)))?.data else {
            throw TastytradeError.unexpectedAnswer(field: "data.dxlink-url")
        }
        return QuoteToken(token: fields.token, url: fields.url, level: fields.level ?? "")
    }
}
