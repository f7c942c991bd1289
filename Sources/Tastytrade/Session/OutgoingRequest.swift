/// A request as it goes out, without the type of its answer.
struct OutgoingRequest: Sendable {
    let method: RequestMethod
    /// Path and query, escaped.
    let target: String
    let body: [UInt8]?
    let family: RequestFamily
    let effect: RequestEffect
    let host: EndpointHost
    let access: EndpointAccess

    /// Whether it is an order by what its endpoint states or by its path.
    let isOrder: Bool

    init(
        _ name: EndpointName, family: RequestFamily, effect: RequestEffect, host: EndpointHost = .api,
        access: EndpointAccess = .authorized, _ values: RequestValues = RequestValues()
    ) {
        method = name.method
        target = name.filled(values.path) + values.queryText
        body = values.body
        isOrder = effect == .order || name.movesOrders
        self.family = isOrder ? .orders : family
        self.effect = isOrder ? .order : effect
        self.host = host
        self.access = access
    }

    init<Value: Sendable>(_ endpoint: Endpoint<Value>, _ values: RequestValues) {
        self.init(
            endpoint.name, family: endpoint.family, effect: endpoint.effect, host: endpoint.host,
            access: endpoint.access, values)
    }

    /// What tells identical reads.
    var key: String { "\(host) \(method.rawValue) \(target)" }
    /// What fails together: the endpoints of a family, and those of no family by the first part of their path.
    var circuit: String {
        family == .other ? String(target.dropFirst().prefix { $0 != "/" && $0 != "?" }) : family.rawValue
    }
    /// Whether it takes an order back.
    var isCancel: Bool { isOrder && method == .delete }
    /// Whether it may be sent again without changing anything at the venue.
    var mayRepeat: Bool { effect == .read || effect == .judge }
}
