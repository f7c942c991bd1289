internal import MarketModel
internal import Options

extension TradableInstrument: Codable {
    private enum Key: String, CodingKey {
        case symbol, kind, underlying, multiplier, ticks, calendar, isIndex, option, root, month, exchange
    }

    private enum KindName: String, Codable {
        case equity, equityOption, future, futureOption, cryptocurrency
    }

    private struct TickRecord: Codable {
        let value: Price
        let below: Price?
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func corrupted(_ key: Key) -> DecodingError {
            .dataCorruptedError(forKey: key, in: values, debugDescription: "unknown value")
        }
        guard let calendar = ExchangeCalendar(rawValue: try values.decode(String.self, forKey: .calendar)) else {
            throw corrupted(.calendar)
        }
        let kind: Kind
        switch try values.decode(KindName.self, forKey: .kind) {
        case .equity: kind = .equity(isIndex: try values.decode(Bool.self, forKey: .isIndex))
        case .equityOption: kind = .equityOption(try values.decode(OptionRecord.self, forKey: .option).contract())
        case .futureOption: kind = .futureOption(try values.decode(OptionRecord.self, forKey: .option).contract())
        case .cryptocurrency: kind = .cryptocurrency
        case .future:
            let month = try values.decode(MonthRecord.self, forKey: .month)
            guard let month = ContractMonth(year: month.year, month: month.month) else { throw corrupted(.month) }
            guard let exchange = FuturesExchange(rawValue: try values.decode(String.self, forKey: .exchange)) else {
                throw corrupted(.exchange)
            }
            kind = .future(
                FutureContract(root: try values.decode(String.self, forKey: .root), month: month, exchange: exchange))
        }
        self.init(
            symbol: try values.decode(String.self, forKey: .symbol), kind: kind,
            underlying: try values.decode(String.self, forKey: .underlying),
            multiplier: try values.decode(Quantity.self, forKey: .multiplier),
            ticks: try values.decode([TickRecord].self, forKey: .ticks).map { Tick($0.value, below: $0.below) },
            calendar: calendar)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(symbol, forKey: .symbol)
        try values.encode(underlying, forKey: .underlying)
        try values.encode(multiplier, forKey: .multiplier)
        try values.encode(ticks.map { TickRecord(value: $0.value, below: $0.below) }, forKey: .ticks)
        try values.encode(calendar.rawValue, forKey: .calendar)
        switch kind {
        case .equity(let isIndex):
            try values.encode(KindName.equity, forKey: .kind)
            try values.encode(isIndex, forKey: .isIndex)
        case .equityOption(let contract):
            try values.encode(KindName.equityOption, forKey: .kind)
            try values.encode(OptionRecord(contract), forKey: .option)
        case .futureOption(let contract):
            try values.encode(KindName.futureOption, forKey: .kind)
            try values.encode(OptionRecord(contract), forKey: .option)
        case .future(let contract):
            try values.encode(KindName.future, forKey: .kind)
            try values.encode(contract.root, forKey: .root)
            try values.encode(MonthRecord(contract.month), forKey: .month)
            try values.encode(contract.exchange.rawValue, forKey: .exchange)
        case .cryptocurrency: try values.encode(KindName.cryptocurrency, forKey: .kind)
        }
    }
}

/// A contract month as a snapshot writes it.
private struct MonthRecord: Codable {
    let year: Int
    let month: Int

    init(_ month: ContractMonth) { (year, self.month) = (month.year, month.month) }
}

/// An option contract as a snapshot writes it.
private struct OptionRecord: Codable {
    let underlying: String
    let root: String
    let expiration: TradingDay
    let kind: String
    let style: String
    let settlement: String
    let delivery: String
    let multiplier: Quantity
    let expiresAt: Timestamp
    let stopsTradingAt: Timestamp
    let contractMonth: MonthRecord?
    let right: String
    let strike: Price

    init(_ contract: OptionContract) {
        let series = contract.series
        underlying = series.underlying
        root = series.root
        expiration = series.expiration
        kind = series.kind.rawValue
        style = series.style.rawValue
        settlement = series.settlement.rawValue
        delivery = series.delivery.rawValue
        multiplier = series.multiplier
        expiresAt = series.expiresAt
        stopsTradingAt = series.stopsTradingAt
        contractMonth = series.contractMonth.map(MonthRecord.init)
        right = contract.right.rawValue
        strike = contract.strike
    }

    func contract() throws -> OptionContract {
        guard let kind = ExpirationKind(rawValue: kind), let style = ExerciseStyle(rawValue: style),
            let settlement = SettlementTime(rawValue: settlement), let delivery = Delivery(rawValue: delivery),
            let right = OptionRight(rawValue: right)
        else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "unknown option terms"))
        }
        let series = OptionSeries(
            underlying: underlying, root: root, expiration: expiration, kind: kind, style: style,
            settlement: settlement, delivery: delivery, multiplier: multiplier, expiresAt: expiresAt,
            stopsTradingAt: stopsTradingAt,
            contractMonth: contractMonth.flatMap { ContractMonth(year: $0.year, month: $0.month) })
        return OptionContract(series: series, right: right, strike: strike)
    }
}
