/// The length of the bars that a candle symbol asks for: a number of units.
public struct CandlePeriod: Hashable, Sendable {
    /// What a period counts.
    public enum Unit: String, Sendable, CaseIterable {
        /// Bars of so many trades.
        case tick = "t"
        case second = "s"
        case minute = "m"
        case hour = "h"
        case day = "d"
        case week = "w"
        case month = "mo"
        /// Months that end on the third Friday.
        case optionExpirationMonth = "o"
        case year = "y"
        /// Bars of so much volume.
        case volume = "v"
        /// Bars of so wide a price range.
        case price = "p"
        /// Bars that end when the price has moved so far in one direction.
        case priceMomentum = "pm"
        /// Renko bricks of so much price.
        case priceRenko = "pr"

        /// The long name, any beginning of which is read.
        var name: String {
            switch self {
            case .tick: "ticks"
            case .second: "seconds"
            case .minute: "minutes"
            case .hour: "hours"
            case .day: "days"
            case .week: "weeks"
            case .month: "months"
            case .optionExpirationMonth: "optexps"
            case .year: "years"
            case .volume: "volumes"
            case .price: "prices"
            case .priceMomentum: "pricemomentums"
            case .priceRenko: "pricerenkos"
            }
        }

        /// The nominal length; `nil` for units that are not of time.
        public var nominalLength: Duration? {
            switch self {
            case .second: .seconds(1)
            case .minute: .seconds(60)
            case .hour: .seconds(3600)
            case .day: .seconds(86_400)
            case .week: .seconds(7 * 86_400)
            case .month, .optionExpirationMonth: .seconds(30 * 86_400)
            case .year: .seconds(365 * 86_400)
            case .tick, .volume, .price, .priceMomentum, .priceRenko: nil
            }
        }
    }

    /// How many units, above zero; fractions are allowed.
    public let count: Quantity
    /// What is counted.
    public let unit: Unit

    /// One tick, what a candle symbol without a period means.
    public static let tick = CandlePeriod(uncheckedCount: Quantity(whole: 1), .tick)

    /// Creates a period; `nil` when the count is not above zero.
    public init?(_ count: Quantity, _ unit: Unit) {
        guard count > .zero else { return nil }
        self.init(uncheckedCount: count, unit)
    }

    private init(uncheckedCount count: Quantity, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// Reads `5m`, `m`, `1.5 h`, `15Minutes`: a number, one when left out, and a unit by its short text or any
    /// beginning of its long name that no other unit before it in the list has; case does not matter.
    public init?(_ text: String) {
        let number = text.prefix { $0.isNumber || $0 == "." }
        let name = text.dropFirst(number.count).drop(while: \.isWhitespace).lowercased()
        guard let count = number.isEmpty ? Quantity(whole: 1) : Quantity(String(number)) else { return nil }
        let exact = Unit(rawValue: name)
        guard let unit = exact ?? Unit.allCases.first(where: { !name.isEmpty && $0.name.hasPrefix(name) }) else {
            return nil
        }
        self.init(count, unit)
    }

    /// The nominal length of a bar; `nil` when it is not one of time, or outgrows the type.
    public var nominalLength: Duration? {
        guard let length = unit.nominalLength else { return nil }
        let nanoseconds = Int128(length.wholeNanoseconds) * Int128(count.billionths) / 1_000_000_000
        return Int64(exactly: nanoseconds).map { .nanoseconds($0) }
    }
}

extension CandlePeriod: CustomStringConvertible {
    /// The feed's canonical text, without the number when it is one: `m`, `5m`, `mo`.
    public var description: String { (count == Quantity(whole: 1) ? "" : count.description) + unit.rawValue }
}
