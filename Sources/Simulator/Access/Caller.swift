/// Who sent a request, as far as its token tells.
struct Caller: Sendable, Equatable {
    /// What a grant allows.
    enum Scope: String, Sendable, CaseIterable {
        case read, trade, openid
    }

    /// What its grant allows.
    let scopes: Set<Scope>

    /// One without a token.
    static let nobody = Caller(scopes: [])

    /// Whether it may use a route. Trading takes both scopes: orders are read back.
    func may(_ permission: Route.Permission) -> Bool {
        switch permission {
        case .open: true
        case .read: scopes.contains(.read)
        case .trade: scopes.contains(.trade)
        }
    }
}
