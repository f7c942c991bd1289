extension InstrumentSpecification {
    /// The built-in table of futures, as the exchanges specify them.
    ///
    /// Grains and livestock are in cents, as the broker quotes them.
    public static let futures: [InstrumentSpecification] =
        equityIndices + energies + metals + treasuries + currencies + farming + crypto + volatility

    private static let quarterly = "HMUZ"
    private static let monthly = "FGHJKMNQUVXZ"

    private static func product(
        _ root: String, _ name: String, _ exchange: FuturesExchange, tick: String, multiplier: String,
        _ months: String, active: String? = nil, _ calendar: ExchangeCalendar, _ expiry: ExpiryRule, _ roll: RollRule
    ) -> InstrumentSpecification {
        guard let tick = Price(tick), let multiplier = Quantity(multiplier) else {
            preconditionFailure("the table of futures holds numbers: \(root)")
        }
        let isFractional = calendar == .cmeRates
        let text = tick.description
        let digits = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
        return InstrumentSpecification(
            root: root, name: name, kind: .future(exchange), tick: tick, multiplier: multiplier, calendar: calendar,
            display: isFractional ? .thirtySeconds : .decimals(digits),
            listedMonths: months.compactMap(ContractMonth.month(of:)),
            activeMonths: (active ?? months).compactMap(ContractMonth.month(of:)), expiry: expiry, roll: roll)
    }

    private static let equityIndices: [InstrumentSpecification] = [
        ("ES", "E-mini S&P 500", FuturesExchange.cme, "0.25", "50"),
        ("MES", "Micro E-mini S&P 500", .cme, "0.25", "5"),
        ("NQ", "E-mini Nasdaq-100", .cme, "0.25", "20"),
        ("MNQ", "Micro E-mini Nasdaq-100", .cme, "0.25", "2"),
        ("RTY", "E-mini Russell 2000", .cme, "0.1", "50"),
        ("M2K", "Micro E-mini Russell 2000", .cme, "0.1", "5"),
        ("YM", "E-mini Dow", .cbot, "1", "5"),
        ("MYM", "Micro E-mini Dow", .cbot, "1", "0.5"),
        ("NKD", "Nikkei 225 (dollar)", .cme, "5", "5"),
    ].map { root, name, exchange, tick, multiplier in
        product(
            root, name, exchange, tick: tick, multiplier: multiplier, quarterly, .cmeEquityFutures,
            root == "NKD" ? .thursdayBeforeSecondFriday : .thirdFriday,
            root == "NKD" ? .businessDaysBeforeExpiry(3) : .mondayOfExpiryWeek)
    }

    private static let energies: [InstrumentSpecification] = [
        ("CL", "Crude oil", "0.01", "1000", ExpiryRule.beforeThe25thOfPreviousMonth(3)),
        ("MCL", "Micro crude oil", "0.01", "100", .beforeThe25thOfPreviousMonth(4)),
        ("QM", "E-mini crude oil", "0.025", "500", .beforeThe25thOfPreviousMonth(4)),
        ("NG", "Natural gas", "0.001", "10000", .beforeMonth(3)),
        ("QG", "E-mini natural gas", "0.005", "2500", .beforeMonth(4)),
        ("RB", "Gasoline", "0.0001", "42000", .beforeMonth(1)),
        ("HO", "Heating oil", "0.0001", "42000", .beforeMonth(1)),
    ].map { root, name, tick, multiplier, expiry in
        product(
            root, name, .nymex, tick: tick, multiplier: multiplier, monthly, .cmeEnergyMetals, expiry,
            .businessDaysBeforeExpiry(3))
    }

    private static let metals: [InstrumentSpecification] = [
        ("GC", "Gold", FuturesExchange.comex, "0.1", "100", "GJMQZ"),
        ("MGC", "Micro gold", .comex, "0.1", "10", "GJMQZ"),
        ("SI", "Silver", .comex, "0.005", "5000", "HKNUZ"),
        ("SIL", "Micro silver", .comex, "0.005", "1000", "HKNUZ"),
        ("HG", "Copper", .comex, "0.0005", "25000", "HKNUZ"),
        ("MHG", "Micro copper", .comex, "0.0005", "2500", "HKNUZ"),
        ("PL", "Platinum", .nymex, "0.1", "50", "FJNV"),
        ("PA", "Palladium", .nymex, "0.5", "100", "HMUZ"),
    ].map { root, name, exchange, tick, multiplier, active in
        // Metals are listed in other months too, with little trading.
        product(
            root, name, exchange, tick: tick, multiplier: multiplier, monthly, active: active, .cmeEnergyMetals,
            .lastBusinessDay(3), .businessDaysBeforeMonth(3))
    }

    private static let treasuries: [InstrumentSpecification] = [
        ("ZB", "Treasury bond", "0.03125", "1000", ExpiryRule.lastBusinessDay(8)),
        ("UB", "Ultra Treasury bond", "0.03125", "1000", .lastBusinessDay(8)),
        ("ZN", "10-year Treasury note", "0.015625", "1000", .lastBusinessDay(8)),
        ("TN", "Ultra 10-year Treasury note", "0.015625", "1000", .lastBusinessDay(8)),
        ("ZF", "5-year Treasury note", "0.0078125", "1000", .lastBusinessDay(1)),
        ("ZT", "2-year Treasury note", "0.00390625", "2000", .lastBusinessDay(1)),
    ].map { root, name, tick, multiplier, expiry in
        product(
            root, name, .cbot, tick: tick, multiplier: multiplier, quarterly, .cmeRates, expiry,
            .businessDaysBeforeMonth(3))
    }

    private static let currencies: [InstrumentSpecification] = [
        ("6E", "Euro", "0.00005", "125000"), ("M6E", "Micro euro", "0.0001", "12500"),
        ("6B", "British pound", "0.0001", "62500"), ("M6B", "Micro British pound", "0.0001", "6250"),
        ("6A", "Australian dollar", "0.00005", "100000"), ("M6A", "Micro Australian dollar", "0.0001", "10000"),
        ("6C", "Canadian dollar", "0.00005", "100000"), ("6J", "Japanese yen", "0.0000005", "12500000"),
        ("6S", "Swiss franc", "0.00005", "125000"), ("6M", "Mexican peso", "0.00001", "500000"),
        ("6N", "New Zealand dollar", "0.00005", "100000"),
    ].map { root, name, tick, multiplier in
        product(
            root, name, .cme, tick: tick, multiplier: multiplier, monthly, active: quarterly, .cmeCurrencies,
            .beforeThirdWednesday(root == "6C" ? 1 : 2), .businessDaysBeforeExpiry(3))
    }

    private static let farming: [InstrumentSpecification] =
        [
            ("ZC", "Corn", "0.25", "50", "HKNUZ"), ("ZW", "Wheat", "0.25", "50", "HKNUZ"),
            ("ZS", "Soybeans", "0.25", "50", "FHKNQUX"), ("ZM", "Soybean meal", "0.1", "100", "FHKNQUVZ"),
            ("ZL", "Soybean oil", "0.01", "600", "FHKNQUVZ"),
        ].map { root, name, tick, multiplier, months in
            product(
                root, name, .cbot, tick: tick, multiplier: multiplier, months, .cbotGrains, .beforeThe15th,
                .businessDaysBeforeMonth(3))
        }
        + [
            ("LE", "Live cattle", "400", "GJMQVZ", ExpiryRule.lastBusinessDay(1), RollRule.businessDaysBeforeMonth(3)),
            ("HE", "Lean hogs", "400", "GJKMNQVZ", .businessDay(10), .businessDaysBeforeExpiry(3)),
            ("GF", "Feeder cattle", "500", "FHJKQUVX", .last(.thursday), .businessDaysBeforeExpiry(3)),
        ].map { root, name, multiplier, months, expiry, roll in
            product(root, name, .cme, tick: "0.025", multiplier: multiplier, months, .cmeLivestock, expiry, roll)
        }

    private static let crypto: [InstrumentSpecification] = [
        ("BTC", "Bitcoin", "5", "5"), ("MBT", "Micro bitcoin", "5", "0.1"), ("ETH", "Ether", "0.5", "50"),
        ("MET", "Micro ether", "0.5", "0.1"),
    ].map { root, name, tick, multiplier in
        product(
            root, name, .cme, tick: tick, multiplier: multiplier, monthly, .cmeCurrencies, .last(.friday),
            .businessDaysBeforeExpiry(2))
    }

    // Cboe's futures keep the hours of CME's equity index futures; their holiday halts can differ.
    private static let volatility: [InstrumentSpecification] = [
        ("VX", "Volatility index", "0.05", "1000"), ("VXM", "Mini volatility index", "0.01", "100"),
    ].map { root, name, tick, multiplier in
        product(
            root, name, .cfe, tick: tick, multiplier: multiplier, monthly, .cmeEquityFutures,
            .thirtyDaysBeforeNextThirdFriday, .businessDaysBeforeExpiry(5))
    }
}
