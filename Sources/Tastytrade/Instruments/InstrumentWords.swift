/// Whether an option is a call or a put, in the venue's letter.
public struct OptionKind: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// To buy.
    public static let call = OptionKind(rawValue: "C")
    /// To sell.
    public static let put = OptionKind(rawValue: "P")

    public static let known = [call, put]
}

/// How easily a share can be borrowed to sell it short.
public struct Lendability: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// At once.
    public static let easyToBorrow = Lendability(rawValue: "Easy To Borrow")
    /// Somebody must be found first.
    public static let locateRequired = Lendability(rawValue: "Locate Required")
    /// It must be borrowed before.
    public static let preborrow = Lendability(rawValue: "Preborrow")

    public static let known = [easyToBorrow, locateRequired, preborrow]
}
