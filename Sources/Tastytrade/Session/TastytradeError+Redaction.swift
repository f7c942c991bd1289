import Wire

extension String {
    /// Shorter texts are no secrets of a venue, and striking them out would leave nothing to read.
    private static let shortestSecret = 8

    /// The text with every secret struck out.
    fileprivate func without(_ secrets: [String]) -> String {
        secrets.filter { $0.count >= Self.shortestSecret }.reduce(self) { text, secret in
            var rest = text[...]
            var kept = ""
            while let found = rest.firstRange(of: secret) {
                kept += rest[..<found.lowerBound] + "…"
                rest = rest[found.upperBound...]
            }
            return kept + rest
        }
    }
}

extension HTTPResponse {
    /// The answer with every secret struck out of its body: for refusals, which are shown.
    func without(_ secrets: [String]) -> HTTPResponse {
        var struck = self
        struck.body = Array(String(decoding: body, as: UTF8.self).without(secrets).utf8)
        return struck
    }
}

extension TastytradeError {
    /// The error with every secret struck out of what the venue said: a server may echo what it was sent.
    func without(_ secrets: [String]) -> TastytradeError {
        func struck(_ text: String) -> String { text.without(secrets) }
        return switch self {
        case .grantRefused(let code, let text): .grantRefused(code: struck(code), description: struck(text))
        case .wrongEnvironment(let issuer, let venue): .wrongEnvironment(issuer: struck(issuer), venue: venue)
        case .clientRefused(let code): .clientRefused(code: struck(code))
        case .tokenUnavailable(let cause, let wait): .tokenUnavailable(cause.without(secrets), retryAfter: wait)
        case .notPermitted(let code): .notPermitted(code: struck(code))
        case .notFound(let code): .notFound(code: struck(code))
        case .refused(let status, let code, let text):
            .refused(status: status, code: struck(code), message: struck(text))
        default: self
        }
    }
}

extension Session: CustomStringConvertible, CustomReflectable {
    /// The venue and its host.
    public nonisolated var description: String { "Session(\(binding.venue.rawValue), \(binding.hosts.rest))" }
    /// Hides tokens and credentials from `dump` and the like.
    public nonisolated var customMirror: Mirror { Mirror(self, children: ["binding": binding]) }

    /// What must never leave in an error.
    func secrets(with token: String? = nil) -> [String] {
        let own =
            switch grant {
            case .refreshToken(let credentials): [credentials.clientSecret, credentials.refreshToken]
            case .password(let login): [login.secret] + (login.oneTimeCode.map { [$0] } ?? [])
            }
        return own + [token, tokens.usable(at: configuration.clock.now())].compactMap(\.self)
    }
}

extension PasswordLogin {
    var secret: String {
        switch proof {
        case .password(let text), .rememberToken(let text): text
        }
    }
}
