/// How much of the documented API the client's catalogue covers. An endpoint counts when verb and path are the very
/// same.
public struct EndpointCoverage: Sendable {
    /// One documented endpoint.
    public struct Row: Sendable {
        /// The endpoint and its subject.
        public let entry: DocumentedEndpoints.Entry
        /// The catalogue's endpoint; `nil` when it has none.
        public let endpoint: AnyEndpoint?
    }

    /// Every documented endpoint.
    public let rows: [Row]
    /// What the catalogue has beyond the documented ones.
    public let undocumented: [AnyEndpoint]

    /// Compares a catalogue with a list.
    public init(documented: [DocumentedEndpoints.Entry], catalog: [AnyEndpoint]) {
        let byName = Dictionary(catalog.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let names = Set(documented.map(\.name))
        rows = documented.map { Row(entry: $0, endpoint: byName[$0.name]) }
        undocumented = catalog.filter { !names.contains($0.name) }
    }

    /// How many of the documented endpoints the catalogue has.
    public var typed: Int { rows.count { $0.endpoint != nil } }

    /// Whether at least `percent` of a hundred documented endpoints are in the catalogue.
    public func reaches(percent: Int) -> Bool { typed * 100 >= percent * rows.count }

    /// The share in percent, with one decimal and never rounded up: `99.9`.
    public var percentText: String {
        let tenths = rows.isEmpty ? 1000 : typed * 1000 / rows.count
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
