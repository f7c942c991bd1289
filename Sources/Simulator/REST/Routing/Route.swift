import Wire

/// One endpoint of the simulator: verb, path, what it takes, what it answers and who may ask.
///
/// The table of these is the router, checks what arrives, and is described at `/simulator/openapi.json`.
struct Route: Sendable {
    /// The verbs of the API.
    enum Verb: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// Who may ask.
    enum Permission: Sendable, Equatable {
        /// Anybody: no token is looked at.
        case open
        /// A token with the scope `read`.
        case read
        /// A token with the scope `trade`.
        case trade
    }

    /// The outline of a good answer, for the description of the API.
    enum Answer: Sendable, Equatable {
        /// `data` is one object.
        case object
        /// `data.items` is everything.
        case items
        /// `data.items` is one page, `pagination` stands beside `data`.
        case page
        /// JSON without the envelope.
        case bare
        /// No body, status 204.
        case nothing
    }

    /// Answers a request that fits the route and passed its checks.
    typealias Handler = @Sendable (RouteContext) throws(RouteFailure) -> HTTPResponse

    let verb: Verb
    let template: PathTemplate
    /// What it does, for people.
    let summary: String
    let permission: Permission
    /// What the query may hold; more is ignored.
    let query: [RouteParameter]
    /// What the body holds; `nil` when none is read.
    let body: RouteBody?
    let answer: Answer
    /// The status of a good answer.
    let status: Int
    let handler: Handler
    /// Whether a good answer depends on path and query alone for as long as an hour, and may be kept.
    private(set) var isLasting = false

    /// The same route, whose good answers may be kept for the hour.
    var lasting: Route {
        var route = self
        route.isLasting = true
        return route
    }

    /// - Parameters:
    ///   - template: `/accounts/{account_number}/orders`; see `PathTemplate`.
    ///   - status: Of a good answer; `nil` for 200, or 204 without a body.
    init(
        _ verb: Verb, _ template: String, _ summary: String, permission: Permission = .read,
        query: [RouteParameter] = [], body: RouteBody? = nil, answer: Answer = .object, status: Int? = nil,
        handler: @escaping Handler
    ) {
        self.verb = verb
        self.template = PathTemplate(template)
        self.summary = summary
        self.permission = permission
        self.query = query + (answer == .page ? RouteParameter.paging : [])
        self.body = body
        self.answer = answer
        self.status = status ?? (answer == .nothing ? 204 : 200)
        self.handler = handler
    }
}

/// Routes of one subject.
protocol RouteGroup: Sendable {
    /// The subject, for the description of the API: `Instruments`.
    var subject: String { get }

    /// Its routes.
    var routes: [Route] { get }
}
