import Brokerage
import JSON
import MarketModel
import Options

extension Position {
    /// The position in the venue's keys.
    ///
    /// - Parameters:
    ///   - streamerSymbol: For derivatives.
    ///   - mark: What one unit is worth; given only where marks were asked for.
    func json(_ instrument: TradableInstrument?, streamerSymbol: String?, mark: Price?, on day: TradingDay) -> JSONValue
    {
        let multiplier = instrument?.multiplier ?? Quantity(whole: 1)
        let size = quantity < .zero ? -quantity : quantity
        var members: JSONMembers = []
        members.add("account-number", account)
        members.add("symbol", symbol)
        members.add("instrument-type", (instrument?.instrumentClass ?? .equity).rawValue)
        members.add("underlying-symbol", instrument.map { $0.isFuture ? $0.underlying : $0.followed } ?? symbol)
        members.add("streamer-symbol", streamerSymbol)
        members.add("quantity", .count(size))
        members.add("quantity-direction", quantity == .zero ? "Zero" : quantity > .zero ? "Long" : "Short")
        let average = price(of: openCost, multiplier: multiplier)
        members.add("close-price", closePrice ?? price(of: dayCost, multiplier: multiplier))
        members.add("average-open-price", average)
        members.add("average-yearly-market-close-price", price(of: yearCost, multiplier: multiplier))
        members.add("average-daily-market-close-price", price(of: dayCost, multiplier: multiplier))
        if let mark {
            members.add("mark", Money(mark, times: size, multiplier: multiplier))
            members.add("mark-price", mark)
        }
        members.add("multiplier", .count(multiplier))
        members.add("cost-effect", quantity < .zero ? "Debit" : quantity > .zero ? "Credit" : "None")
        members.add("is-suppressed", false)
        members.add("is-frozen", false)
        members.add("restricted-quantity", Quantity.zero)
        members.add("expires-at", instrument?.endsAt)
        let isToday = realizedDay == day
        members.add(signed: "realized-day-gain", isToday ? realizedDayGain : .zero)
        members.add("realized-day-gain-date", realizedDay)
        members.add(signed: "realized-today", isToday ? realizedToday : .zero)
        members.add("realized-today-date", realizedDay)
        members.add("order-id", orderID)
        members.add("created-at", createdAt)
        members.add("updated-at", updatedAt)
        return .object(members)
    }
}

extension TradableInstrument {
    /// The symbol that streams; `nil` for shares, whose own does.
    var derivedStreamerSymbol: String? {
        switch kind {
        case .equity: nil
        case .equityOption(let contract), .futureOption(let contract): contract.streamerSymbol
        case .future(let contract): contract.streamerSymbol
        case .cryptocurrency: symbol
        }
    }
}
