import MarketModel
import Wire

/// The simulator's REST side: a request and a moment in, a response out.
struct RESTService: Sendable {
    let services: SimulatorServices
    let table: RouteTable
    private let memory = AnswerMemory()

    /// - Parameters:
    ///   - groups: Routes beside the simulator's own, which they replace where verb and path are the same.
    ///   - controls: What the control routes may do.
    init(
        _ services: SimulatorServices, groups: [any RouteGroup] = [], controls: SimulatorControls = SimulatorControls()
    ) {
        self.services = services
        let own: [any RouteGroup] = [
            SessionRoutes(), AuthorizationRoutes(), CustomerRoutes(), EquityRoutes(), FutureRoutes(), OptionRoutes(),
            ChainRoutes(), ProductRoutes(), OtherInstrumentRoutes(), SearchRoutes(), MarketDataRoutes(),
            MetricsRoutes(), WatchlistRoutes(), AlertRoutes(), MarketTimeRoutes(), RiskRoutes(), BacktestRoutes(),
            AccountRoutes(), HistoryRoutes(), OrderRoutes(), ComplexOrderRoutes(), MarginRoutes(),
            FaultRoutes(), ControlRoutes(controls: controls),
        ]
        let described = RouteTable(own + groups + [DescriptionRoute(body: [])])
        let server = services.feedAddress.hasPrefix("ws") ? services.restAddress : nil
        let description = OpenAPIDocument(table: described, server: server).json.bytes
        table = RouteTable(own + groups + [DescriptionRoute(body: description)])
    }

    /// The description of the table, itself a route of it.
    private struct DescriptionRoute: RouteGroup {
        let subject = "Simulator"
        let body: [UInt8]

        var routes: [Route] {
            [
                Route(
                    .get, "/simulator/openapi.json", "The OpenAPI description of all routes", permission: .open,
                    answer: .bare
                ) { _ in .json(body) }
            ]
        }
    }

    /// Answers a request as the venue does on its better days.
    func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        // The simulator's own side is not the venue's: no proxy stands before it.
        guard Self.isControl(request.path) || isWelcome(request.headers["user-agent"]) else {
            return .page(401, "Authorization Required")
        }
        do throws(RouteFailure) {
            let finding = table.find(request.method, request.path)
            if case .nothing = finding { throw .noSuchPath }
            if case .route(let route, let parameters) = finding, route.permission == .open {
                return try answer(route, parameters, request, .nobody, at: now)
            }
            guard let caller = services.access.caller(request.headers["authorization"], at: now) else {
                throw .tokenInvalid
            }
            guard case .route(let route, let parameters) = finding else { throw .methodNotAllowed }
            return try answer(route, parameters, request, caller, at: now)
        } catch {
            return error.response
        }
    }

    private func answer(
        _ route: Route, _ parameters: [String], _ request: HTTPRequest, _ caller: Caller, at now: Timestamp
    ) throws(RouteFailure) -> HTTPResponse {
        guard caller.may(route.permission) else { throw .notPermitted }
        guard let version = APIVersion.answering(request.headers["accept-version"]) else {
            throw .versionNotSupported
        }
        try route.checkQuery(request)
        let context = RouteContext(
            request: request, template: route.template, parameters: parameters, body: try route.readBody(request),
            now: now, caller: caller, version: version, services: services)
        guard route.isLasting else { return try route.handler(context) }
        return try memory.answer(to: request, at: now) { () throws(RouteFailure) in try route.handler(context) }
    }

    /// Answers a request, with everything the fault board does to it.
    func reply(to request: HTTPRequest, at now: Timestamp) -> RESTReply {
        guard !services.faults.isClear, !Self.isControl(request.path) else {
            return .now(respond(to: request, at: now))
        }
        let faults = RequestFaults(board: services.faults, access: services.access)
        return faults.deliver(
            faults.refusal(of: request, at: now) ?? respond(to: request, at: now), to: request, at: now)
    }

    /// Whether a path is the simulator's own, which the venue does not have.
    static func isControl(_ path: String) -> Bool { path.hasPrefix("/simulator/") || path == "/simulator" }

    /// Whether the front proxy lets a User-Agent pass: any that is there, or only one like `product/version`.
    private func isWelcome(_ agent: String?) -> Bool {
        guard let first = agent?.split(separator: " ").first else { return false }
        guard services.configuration.requiresProductUserAgent else { return true }
        let parts = first.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    }
}
