import JSON
import MarketModel
import Wire

/// What tests tell the simulator: its clock, its grants and tokens, its state, its streams. Not the venue's.
///
/// Without a token: whoever reaches the port may use it, and only this machine does.
struct ControlRoutes: RouteGroup {
    let subject = "Simulator"
    /// What the control routes need of the running simulator.
    let controls: SimulatorControls

    var routes: [Route] {
        [
            Route(
                .get, "/simulator", "What runs here: clock, seed, faults, routes", permission: .open, answer: .bare,
                handler: status),
            Route(
                .post, "/simulator/clock", "Move a virtual clock on", permission: .open,
                body: RouteBody([RouteParameter("advance", .decimal, required: true, "Seconds")]), answer: .bare,
                handler: advance),
            Route(
                .post, "/simulator/grants", "Make a grant", permission: .open,
                body: RouteBody([
                    RouteParameter("scopes", .list(.choice(Caller.Scope.allCases.map(\.rawValue)))),
                    RouteParameter("expires-in", .integer, "Seconds"),
                ]), answer: .bare, status: 201, handler: makeGrant),
            Route(
                .post, "/simulator/grants/revoke", "Revoke a grant, or all, with the tokens they gave",
                permission: .open, body: RouteBody([RouteParameter("refresh-token")]), answer: .nothing
            ) { (context) throws(RouteFailure) in
                guard context.services.access.revokeGrants(context.body["refresh-token"]?.string) else {
                    throw .notFound("grant")
                }
                return context.nothing
            },
            Route(
                .post, "/simulator/tokens/revoke", "End every access token", permission: .open, answer: .nothing
            ) { context in
                context.services.access.revokeAccessTokens()
                return context.nothing
            },
            Route(
                .post, "/simulator/streams/drop", "Close every stream", permission: .open, answer: .nothing
            ) { context in
                controls.dropStreams()
                return context.nothing
            },
            Route(
                .get, "/simulator/snapshot", "The state of the simulator, to put back later", permission: .open,
                answer: .bare, handler: snapshot),
            Route(
                .post, "/simulator/snapshot", "Put a state back", permission: .open,
                body: RouteBody([RouteParameter("parts", .object([]), required: true)]), answer: .nothing,
                handler: restore),
        ]
    }

    private func status(_ context: RouteContext) -> HTTPResponse {
        let services = context.services
        return context.bare(
            .record([
                "now": .moment(context.now),
                "clock": .string(services.configuration.clock.isVirtual ? "virtual" : "wall"),
                "seed": controls.seed.map { .number(String($0)) },
                "faults": .texts(services.faults.active(at: context.now).map(\.fault.rawValue)),
                "instruments": .integer(services.listings.count),
                "options": .integer(services.options?.options.chains.reduce(0) { $0 + $1.count } ?? 0),
                "accounts": .texts(services.accounts.map(\.number)),
            ]))
    }

    private func advance(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let text: String? =
            switch context.body["advance"] {
            case .string(let text), .number(let text): text
            default: nil
            }
        guard let seconds = text.flatMap({ Double($0) }), (0...1e8).contains(seconds) else {
            throw .invalid("advance", "is a number of seconds from 0")
        }
        guard controls.advance(.nanoseconds(Int64(seconds * 1e9))) else {
            throw RouteFailure(422, "clock_not_virtual", "The simulator runs on the clock of the day")
        }
        return context.bare(.record(["now": .moment(context.services.configuration.clock.now())]))
    }

    private func makeGrant(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let words = context.body["scopes"]?.array?.compactMap(\.string) ?? ["read", "trade"]
        let scopes = Set(words.compactMap(Caller.Scope.init))
        let seconds = context.body["expires-in"]?.int.map { min(max($0, 0), 1_000_000_000) }
        guard
            let token = context.services.access.makeGrant(
                scopes, end: seconds.map { context.now + .seconds(Int64($0)) })
        else { throw .invalid("scopes", "too many grants") }
        return context.bare(
            .record(["refresh-token": .string(token), "scopes": .texts(scopes.map(\.rawValue).sorted())]), status: 201)
    }

    // MARK: State

    private func parts(_ context: RouteContext) -> [any Restorable] {
        [
            context.services.watchlists, context.services.alerts,
            RestorableBooks(brokerage: context.services.brokerage),
        ]
    }

    private func snapshot(_ context: RouteContext) -> HTTPResponse {
        context.bare(
            .record([
                "now": .moment(context.now),
                "parts": .object(parts(context).map { .init($0.snapshotName, $0.snapshot()) }),
            ]))
    }

    /// Puts back the parts that are named; a virtual clock goes to the snapshot's moment.
    private func restore(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let parts = parts(context)
        let given = context.body["parts"]?.object ?? []
        for member in given where !parts.contains(where: { $0.snapshotName == member.key }) {
            throw .invalid("parts", "has an unknown part, \(member.key.prefix(40))")
        }
        for part in parts {
            guard let state = context.body["parts"]?[part.snapshotName] else { continue }
            guard part.restore(state) else { throw .invalid("parts", "\(part.snapshotName) is not a state") }
        }
        if let moment = context.body["now"]?.string.flatMap(ValueKind.moment(of:)) {
            context.services.configuration.clock.set(moment)
        }
        return context.nothing
    }
}

/// What the control routes may do to the running simulator.
struct SimulatorControls: Sendable {
    /// The synthetic market's seed; `nil` for a recording.
    var seed: UInt64?
    /// Moves a virtual clock on; false for the clock of the day.
    var advance: @Sendable (Duration) -> Bool = { _ in false }
    /// Closes every stream.
    var dropStreams: @Sendable () -> Void = {}
}
