import Wire

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The token endpoint's refusals: both spellings of the code are met in the wild.
enum TokenRefusal {
    private struct Body: Decodable {
        let error: String?
        let error_code: String?
        let error_description: String?
    }

    static func error(_ answer: HTTPResponse) -> TastytradeError {
        if answer.status == 429 { return .throttled }
        guard (400..<500).contains(answer.status),
            let body = try? JSONDecoder().decode(Body.self, from: Data(answer.body)),
            let code = body.error_code ?? body.error
        else {
            return answer.status >= 500 || answer.status == 401 || answer.status == 400
                ? .venueFailed(status: answer.status) : .refused(status: answer.status, code: "", message: "")
        }
        switch code {
        case "invalid_grant": return .grantRefused(code: code, description: body.error_description ?? "")
        case "invalid_client", "invalid_credentials": return .clientRefused(code: code)
        default: return .refused(status: answer.status, code: code, message: body.error_description ?? "")
        }
    }
}

/// The API's own error envelope.
enum VenueRefusal {
    private struct Body: Decodable {
        struct Details: Decodable {
            let code: String
            let message: String

            private enum CodingKeys: String, CodingKey { case code, message }

            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                // 406 sends its code as a number.
                code =
                    (try? fields.decode(String.self, forKey: .code))
                    ?? (try? fields.decode(Int.self, forKey: .code)).map(String.init) ?? ""
                message = (try? fields.decode(String.self, forKey: .message)) ?? ""
            }
        }
        let error: Details
    }

    static func error(_ answer: HTTPResponse) -> TastytradeError {
        if answer.status == 429 { return .throttled }
        guard let details = (try? JSONDecoder().decode(Body.self, from: Data(answer.body)))?.error else {
            return answer.status == 401 ? .unauthorized : .venueFailed(status: answer.status)
        }
        switch answer.status {
        case 401: return .unauthorized
        case 403: return .notPermitted(code: details.code)
        case 404: return .notFound(code: details.code)
        case 500...: return .venueFailed(status: answer.status)
        default: return .refused(status: answer.status, code: details.code, message: details.message)
        }
    }
}
