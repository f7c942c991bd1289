import MarketModel
import Wire

/// The simulator's REST side: a request and a moment in, a response out.
struct RESTService: Sendable {
    let services: SimulatorServices
    let table: RouteTable

    /// - Parameter groups: Routes beside the simulator's own, which they replace where verb and path are the same.
    init(_ services: SimulatorServices, groups: [any RouteGroup] = []) {
        self.services = services
        let own: [any RouteGroup] = [
            SessionRoutes(), CustomerRoutes(), EquityRoutes(), FutureRoutes(), OptionRoutes(), ChainRoutes(),
            FaultRoutes(), AccountRoutes(), HistoryRoutes(), OrderRoutes(), ComplexOrderRoutes(), MarginRoutes(),
        ]
        table = RouteTable(own + groups)
    }

    /// Answers a request.
    func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        // The simulator's own side is not the venue's: no proxy stands before it.
        guard Self.isControl(request.path) || Self.isProduct(request.headers["user-agent"]) else {
            return Self.badUserAgent
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
        return try route.handler(context)
    }

    /// Whether a path is the simulator's own, which the venue does not have.
    static func isControl(_ path: String) -> Bool { path.hasPrefix("/simulator/") }

    // MARK: The front proxy

    /// Whether a User-Agent looks like `product/version`, which the front proxy insists on.
    private static func isProduct(_ agent: String?) -> Bool {
        guard let first = agent?.split(separator: " ").first else { return false }
        let parts = first.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    }

    private static let badUserAgent = HTTPResponse(
        status: 401, headers: [("content-type", "text/html")],
        body: Array(
            """
            <html>\r
            <head><title>401 Authorization Required</title></head>\r
            <body>\r
            <center><h1>401 Authorization Required</h1></center>\r
            <hr><center>nginx</center>\r
            </body>\r
            </html>\r

            """.utf8))
}
