/// What a table of options holds, by the columns of its header.
///
/// The names are those of published reference tables: `S` or `F` the underlying, `K` the strike, `r` and `q` the rate
/// and the yield, `T_years` the time, `type` C or P, `vol` a fraction.
enum PricingLayout: String, CaseIterable {
    /// Options on stocks and indexes, European.
    case european = "European"
    /// European options on futures.
    case black76 = "Black-76"
    /// American options; rows whose `underlying` is `future` have a yield that moves with the rate.
    case american = "American"
    /// Prices whose volatility is asked for.
    case impliedVolatility = "implied volatility"

    /// The columns a table must have to be read so.
    var needs: [String] {
        switch self {
        case .european: ["type", "S", "K", "r", "q", "vol", "T_years"]
        case .black76: ["type", "F", "K", "r", "vol", "T_years"]
        case .american: ["underlying", "type", "S", "K", "r", "q", "vol", "T_years"]
        case .impliedVolatility: ["type", "S", "K", "r", "q", "T_years", "price"]
        }
    }

    /// The layout of a header; `nil` when it is none.
    ///
    /// A table with a column `vol` is there to be priced. One with `underlying` is American: its options may be
    /// exercised early.
    init?(header: [Substring]) {
        let names = Set(header.map(String.init))
        let found = [PricingLayout.american, .european, .black76, .impliedVolatility].first {
            names.isSuperset(of: $0.needs)
        }
        guard let found else { return nil }
        self = found
    }

    /// The layouts and their columns, for a message.
    static var list: String {
        allCases.map { "\($0.rawValue): \($0.needs.joined(separator: ","))" }.joined(separator: "; ")
    }
}
