import MarketModel

extension SimulatedListing {
    /// The calendar its market keeps.
    var calendar: ExchangeCalendar {
        guard case .future(let terms) = kind else { return .nyse }
        return switch terms.sector {
        case "Equity Index": .cmeEquityFutures
        case "Interest Rate": .cmeRates
        case "Energy", "Metals": .cmeEnergyMetals
        default: .cmeCurrencies
        }
    }
}
