/// How firm a close is.
public struct ClosePriceType: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The close of regular hours.
    public static let regular = ClosePriceType(rawValue: "Regular")
    /// A first sign.
    public static let indicative = ClosePriceType(rawValue: "Indicative")
    /// May still change.
    public static let preliminary = ClosePriceType(rawValue: "Preliminary")
    /// Will not change.
    public static let final = ClosePriceType(rawValue: "Final")
    /// Not told.
    public static let unknown = ClosePriceType(rawValue: "Unknown")

    public static let known = [regular, indicative, preliminary, final, unknown]
}
