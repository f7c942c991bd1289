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

/// What the JSON body of a request holds; members that are not declared are ignored.
struct RouteBody: Sendable, Equatable {
    let members: [RouteParameter]
    /// Whether the router refuses a body that does not fit before the route sees it.
    let isChecked: Bool

    init(_ members: [RouteParameter], checked isChecked: Bool = true) {
        self.members = members
        self.isChecked = isChecked
    }
}
