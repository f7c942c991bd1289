/// Which time of a day a snapshot is of.
public struct SnapshotTime: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Before the open.
    public static let beginningOfDay = SnapshotTime(rawValue: "BOD")
    /// After the close of shares.
    public static let endOfDay = SnapshotTime(rawValue: "EOD")
    /// Within the day.
    public static let intraday = SnapshotTime(rawValue: "Intraday")

    public static let known = [beginningOfDay, endOfDay, intraday]
}
