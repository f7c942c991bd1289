/// All routes of the simulator, found by path.
struct RouteTable: Sendable {
    /// What a path and a verb lead to.
    enum Finding {
        /// The route, and its parameters in the order of its template.
        case route(Route, parameters: [String])
        /// The path is known, the verb is not.
        case otherVerb
        /// Nothing is there.
        case nothing
    }

    /// Routes with their subjects, in the order they were given.
    let entries: [(subject: String, route: Route)]
    /// By the first part of the path, the most exact template first.
    private let byFirst: [Substring: [Route]]

    /// - Parameter groups: A route of a later group takes the place of the same verb and path of an earlier one.
    init(_ groups: [any RouteGroup]) {
        var entries: [(subject: String, route: Route)] = []
        for group in groups {
            for route in group.routes {
                entries.removeAll {
                    $0.route.verb == route.verb && $0.route.template.text == route.template.text
                }
                entries.append((group.subject, route))
            }
        }
        self.entries = entries
        var byFirst: [Substring: [Route]] = [:]
        for (_, route) in entries {
            guard case .literal(let first) = route.template.parts.first else { continue }
            byFirst[first[...], default: []].append(route)
        }
        for (first, routes) in byFirst {
            // Sorted stably, so that equals stay in the order they were given.
            byFirst[first] = routes.enumerated().sorted {
                ($1.element.template.rank, $0.offset) < ($0.element.template.rank, $1.offset)
            }.map(\.element)
        }
        self.byFirst = byFirst
    }

    /// Finds the route of a path, percent-decoded and without its query.
    func find(_ verb: String, _ path: String) -> Finding {
        let parts = path.split(separator: "/")
        guard let first = parts.first, let candidates = byFirst[first] else { return .nothing }
        var isKnown = false
        for route in candidates {
            if route.verb.rawValue == verb {
                if let parameters = route.template.match(parts) { return .route(route, parameters: parameters) }
            } else if !isKnown {
                isKnown = route.template.match(parts) != nil
            }
        }
        return isKnown ? .otherVerb : .nothing
    }
}
