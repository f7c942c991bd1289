import JSON
import Wire

extension HTTPResponse {
    /// Whether the body is a page for people rather than an answer of the API.
    var isPage: Bool {
        let type = headers.first { $0.name == "content-type" }?.value.lowercased() ?? ""
        return type.hasPrefix("text/html") || body.first { $0 > 32 } == UInt8(ascii: "<")
    }
}

/// The token endpoint's refusals: both spellings of the code are met in the wild, and both an object and a text under
/// `error`.
enum TokenRefusal {
    /// - Parameters:
    ///   - answer: What the token endpoint said.
    ///   - issuer: Who issued the refresh token, when it says.
    ///   - venue: Where it was sent.
    static func error(_ answer: HTTPResponse, issuer: TokenIssuer?, venue: Venue) -> TastytradeError {
        if answer.status == 429 { return .throttled }
        if answer.status == 401, answer.isPage { return .agentRefused }
        guard (400..<500).contains(answer.status), let body = try? JSONReader.read(answer.body) else {
            return .venueFailed(status: answer.status)
        }
        let details = body["error"]?.object == nil ? body : body["error"] ?? body
        let code = body["error_code"]?.string ?? body["error"]?.string ?? details["code"]?.string ?? ""
        let text = body["error_description"]?.string ?? details["message"]?.string ?? ""
        switch code {
        case "invalid_grant", "invalid_client", "invalid_credentials":
            if let issuer, issuer.isForeign(to: venue) {
                return .wrongEnvironment(issuer: issuer.name, venue: venue)
            }
            return code == "invalid_grant"
                ? .grantRefused(code: code, description: Redaction.bounded(text)) : .clientRefused(code: code)
        case "": return .venueFailed(status: answer.status)
        default:
            return .refused(
                status: answer.status, code: Redaction.bounded(code), message: Redaction.bounded(text))
        }
    }
}

/// The API's own error envelope.
enum VenueRefusal {
    static func error(_ answer: HTTPResponse) -> TastytradeError {
        if answer.status == 429 { return .throttled }
        if answer.status == 401, answer.isPage { return .agentRefused }
        guard let details = (try? JSONReader.read(answer.body))?["error"], details.object != nil else {
            return answer.status == 401 ? .unauthorized : .venueFailed(status: answer.status)
        }
        // 406 sends its code as a number.
        let code = Redaction.bounded(details["code"]?.string ?? details["code"]?.int.map(String.init) ?? "")
        switch answer.status {
        case 401: return .unauthorized
        case 403: return .notPermitted(code: code)
        case 404: return .notFound(code: code)
        case 500...: return .venueFailed(status: answer.status)
        default:
            return .refused(
                status: answer.status, code: code,
                message: Redaction.bounded(details["message"]?.string ?? ""))
        }
    }
}

/// Keeps what a server says from carrying secrets or floods into an error.
enum Redaction {
    /// The most characters of a server's words that an error keeps.
    static let longest = 500

    /// The text, at most so long, with everything that looks like a token struck out: a run of forty or more
    /// characters without a blank, or a JWT.
    static func bounded(_ text: String) -> String {
        String(
            text.prefix(longest).split(separator: " ", omittingEmptySubsequences: false)
                .map { $0.count >= 40 || $0.contains("eyJ") ? "…" : String($0) }.joined(separator: " "))
    }
}
