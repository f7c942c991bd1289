/// One thing that was asserted in a drill.
public struct DrillFinding: Sendable, Equatable {
    /// What must hold.
    public let text: String
    /// Whether it did.
    public let holds: Bool
    /// The figure it was judged by.
    public let figure: String
}

/// What came of a drill.
public struct DrillReport: Sendable, Equatable {
    /// The drill.
    public let name: String
    /// What went wrong on purpose.
    public let explanation: String
    /// What was asserted, in order.
    public let findings: [DrillFinding]
    /// How long it took.
    public let duration: Duration

    /// Whether something was asserted and all of it held.
    public var hasPassed: Bool { !findings.isEmpty && findings.allSatisfy(\.holds) }
}
