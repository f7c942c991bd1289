/// What a parameter of a query, or a member of a body, may be.
indirect enum ValueKind: Sendable, Equatable {
    case text
    case integer
    /// A decimal as text or as a number.
    case decimal
    case flag
    /// `YYYY-MM-DD`.
    case date
    /// ISO 8601, with or without fractions; a date alone is its midnight.
    case moment
    /// One of these words.
    case choice([String])
    /// Several, as `name=a&name=b` or `name[]=a&name[]=b`.
    case list(ValueKind)
    /// An object of a body.
    case object([RouteParameter])
    /// Anything: the route looks for itself.
    case any
}

/// A parameter of a query, or a member of a body.
struct RouteParameter: Sendable, Equatable {
    let name: String
    let kind: ValueKind
    let isRequired: Bool
    /// What it does, for people; empty where the name says it.
    let note: String

    init(_ name: String, _ kind: ValueKind = .text, required isRequired: Bool = false, _ note: String = "") {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.note = note
    }

    /// The parameters of a list that comes in pages.
    static let paging = [
        RouteParameter("per-page", .integer, "Items on a page"),
        RouteParameter("page-offset", .integer, "The page, from 0"),
    ]
}

/// What the body of a request holds; members that are not declared are ignored.
struct RouteBody: Sendable, Equatable {
    /// Who looks at the body first.
    enum Reading: Sendable, Equatable {
        /// The router: it is a JSON object and refused when a member does not fit.
        case checked
        /// The router reads it as a JSON object; the route judges its members.
        case read
        /// The route alone.
        case raw
    }

    let members: [RouteParameter]
    let reading: Reading

    init(_ members: [RouteParameter], reading: Reading = .checked) {
        self.members = members
        self.reading = reading
    }
}
