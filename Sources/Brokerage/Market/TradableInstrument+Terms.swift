public import MarketModel
public import Options

/// The classes of instruments by the broker's names.
public enum InstrumentClass: String, Sendable, CaseIterable, Codable {
    /// Shares, funds and indices.
    case equity = "Equity"
    /// Options on them.
    case equityOption = "Equity Option"
    /// Futures contracts.
    case future = "Future"
    /// Options on futures.
    case futureOption = "Future Option"
    /// Coins.
    case cryptocurrency = "Cryptocurrency"

    /// Whether orders in it may have several legs.
    public var allowsSeveralLegs: Bool { self == .equityOption || self == .futureOption }
}

extension TradableInstrument {
    /// Its class.
    public var instrumentClass: InstrumentClass {
        switch kind {
        case .equity: .equity
        case .equityOption: .equityOption
        case .future: .future
        case .futureOption: .futureOption
        case .cryptocurrency: .cryptocurrency
        }
    }

    /// The option's terms; `nil` for others.
    public var option: OptionContract? {
        switch kind {
        case .equityOption(let contract), .futureOption(let contract): contract
        case .equity, .future, .cryptocurrency: nil
        }
    }

    /// Whether it is a future, whose profit moves as cash every day instead of a price being paid.
    public var isFuture: Bool { instrumentClass == .future }

    /// The moment it ends; `nil` for what does not. A future ends with the session of its last trading day, equity
    /// index futures that settle at the opening with that opening.
    public var endsAt: Timestamp? {
        switch kind {
        case .equityOption(let contract), .futureOption(let contract): return contract.series.expiresAt
        case .future(let contract):
            guard let day = contract.lastTradingDay else { return nil }
            if settlesAtOpening { return USTimeZone.central.moment(day, 8, 30) }
            return calendar.session(on: day)?.close ?? USTimeZone.central.moment(day, 16)
        case .equity, .cryptocurrency: return nil
        }
    }

    /// The moment trading in it ends; `nil` for what does not end.
    public var stopsTradingAt: Timestamp? { option?.series.stopsTradingAt ?? endsAt }

    /// Whether its last price is fixed by opening prices.
    public var settlesAtOpening: Bool {
        if let option { return option.series.settlement == .am }
        return isFuture && calendar == .cmeEquityFutures
    }

    /// The day its last price belongs to.
    public var lastDay: TradingDay? {
        switch kind {
        case .equityOption(let contract), .futureOption(let contract): contract.series.expiration
        case .future(let contract): contract.lastTradingDay
        case .equity, .cryptocurrency: nil
        }
    }

    /// What its worth follows: an option's underlying, its own symbol for others.
    public var followed: String { option?.series.underlying ?? symbol }

    /// The product by which exchange margins are known: `ES`; `nil` off the futures markets.
    public var futuresProduct: String? {
        switch kind {
        case .future(let contract): return contract.root
        case .futureOption(let contract):
            guard case .futureOption(let product) = FeeProduct(.option(contract)) else { return nil }
            return product
        case .equity, .equityOption, .cryptocurrency: return nil
        }
    }

    /// What the fee tables know it as; `nil` for coins, whose price holds the broker's share.
    public var feeProduct: FeeProduct? {
        switch kind {
        case .equity: .shares
        case .equityOption(let contract), .futureOption(let contract): FeeProduct(.option(contract))
        case .future(let contract): .future(product: contract.root)
        case .cryptocurrency: nil
        }
    }

    /// The largest quantity of one leg: ten million shares or coins, a hundred thousand of everything else. Beyond it
    /// sums would run out of their range; what an account can carry lies far below.
    var quantityLimit: Quantity {
        switch kind {
        case .equity, .cryptocurrency: Quantity(whole: 10_000_000)
        case .equityOption, .future, .futureOption: Quantity(whole: 100_000)
        }
    }

    /// Smallest fraction of one unit that can be traded: a hundred-thousandth of a share, a hundred-millionth of a
    /// coin, one of everything else.
    public var quantityStep: Quantity {
        switch kind {
        case .equity: Quantity(billionths: 10_000)
        case .cryptocurrency: Quantity(billionths: 10)
        case .equityOption, .future, .futureOption: Quantity(whole: 1)
        }
    }
}
