internal import MarketModel

extension FeeSchedule {
    /// The broker's published commissions with the pass-through fees known for 2018 to 2026.
    ///
    /// Commissions, clearing, NFA, the regulatory fee of 2018 and 2019, the first stock TAF, the SEC's rates to 2021
    /// and the index fees of SPX, VIX, OEX, XEO, RUT and DJX are from the broker's pages. The later regulatory fee
    /// (0.02 to 0.03: the middle is used), the other TAF and SEC rates, exercise and all exchange fees are inferred. For XSP the
    /// page says both 0.04 and 0.07: the higher is used. Fees on sales of index options are not in the page's list.
    public static let tastytrade = FeeSchedule(
        shares: Commission(open: .zero, close: .zero, clearing: .dollars("0.0008"), mark: .sourced),
        fractionalClearing: .dollars("0.1"),
        equityOptions: Commission(
            open: .dollars("1"), close: .zero, capPerLeg: Money(.dollars("10"), times: Quantity(whole: 1)),
            clearing: .dollars("0.1"), mark: .sourced),
        indexOptions: Commission(open: .dollars("1"), close: .zero, clearing: .dollars("0.1"), mark: .sourced),
        futures: Commission(
            open: .dollars("1.25"), close: .dollars("1.25"), clearing: .dollars("0.3"), mark: .sourced),
        microFutures: Commission(
            open: .dollars("0.85"), close: .dollars("0.85"), clearing: .dollars("0.3"), mark: .sourced),
        futureOptions: Commission(open: .dollars("2.5"), close: .zero, clearing: .dollars("0.3"), mark: .sourced),
        microFutureOptions: Commission(open: .dollars("1.5"), close: .zero, clearing: .dollars("0.3"), mark: .sourced),
        microProducts: [
            "MES", "MNQ", "M2K", "MYM", "MCL", "MGC", "SIL", "MHG", "M6E", "M6B", "M6A", "MBT", "MET", "VXM",
        ],
        regulatory: table([
            (2018, 1, 1, "0.0388", nil, .sourced), (2019, 1, 1, "0.0381", nil, .sourced),
            (2022, 1, 1, "0.025", nil, .inferred),
        ]),
        exercise: table([(2018, 1, 1, "5", nil, .inferred)]),
        tafPerShare: table([
            (2018, 1, 1, "0.000119", "5.95", .sourced), (2022, 1, 1, "0.00013", "6.49", .inferred),
            (2023, 1, 1, "0.000145", "7.27", .inferred), (2024, 1, 1, "0.000166", "8.3", .inferred),
            (2026, 1, 1, "0.000195", "9.79", .inferred),
        ]),
        tafPerContract: table([
            (2018, 1, 1, "0.002", nil, .inferred), (2022, 1, 1, "0.00218", nil, .inferred),
            (2023, 1, 1, "0.00244", nil, .inferred), (2024, 1, 1, "0.00279", nil, .inferred),
            (2026, 1, 1, "0.00329", nil, .inferred),
        ]),
        secPerMillion: table([
            (2018, 5, 22, "13", nil, .inferred), (2019, 4, 16, "20.7", nil, .sourced),
            (2020, 2, 18, "22.1", nil, .sourced), (2021, 2, 25, "5.1", nil, .sourced),
            (2022, 5, 14, "22.9", nil, .inferred), (2023, 2, 27, "8", nil, .inferred),
            (2024, 5, 22, "27.8", nil, .inferred), (2025, 5, 14, "0", nil, .inferred),
            (2026, 4, 1, "20.6", nil, .inferred),
        ]),
        nfa: table([(2018, 1, 1, "0.02", nil, .sourced)]),
        futuresExchange: exchange([
            "ES": "1.38", "NQ": "1.38", "RTY": "1.38", "YM": "1.38", "MES": "0.35", "MNQ": "0.35", "M2K": "0.35",
            "MYM": "0.35", "CL": "1.5", "NG": "1.6", "MCL": "0.5", "GC": "1.6", "SI": "1.6", "MGC": "0.6",
            "ZN": "0.8", "ZB": "0.9", "6E": "1.6",
        ]),
        futureOptionsExchange: exchange(["ES": "0.6"]),
        proprietary: [
            "SPX": ProprietaryFee(rate: .dollars("0.65"), mark: .sourced),
            "VIX": ProprietaryFee(rate: .dollars("0.65"), mark: .sourced),
            "OEX": ProprietaryFee(rate: .dollars("0.4"), mark: .sourced),
            "XEO": ProprietaryFee(rate: .dollars("0.4"), mark: .sourced),
            "RUT": ProprietaryFee(rate: .dollars("0.18"), mark: .sourced),
            "DJX": ProprietaryFee(rate: .dollars("0.18"), mark: .sourced),
            "XSP": ProprietaryFee(rate: .dollars("0.07"), fromContracts: 10, mark: .inferred),
        ])

    private typealias Row = (
        year: Int, month: Int, day: Int, rate: String, cap: String?, mark: FigureMark
    )

    private static func table(_ rows: [Row]) -> DatedRates {
        DatedRates(
            rows.compactMap { row in
                TradingDay(year: row.year, month: row.month, day: row.day).map { day in
                    DatedRate(from: day, rate: .dollars(row.rate), cap: row.cap.flatMap { Money($0) }, mark: row.mark)
                }
            })
    }

    private static func exchange(_ rates: [String: String]) -> [String: DatedRate] {
        rates.mapValues { DatedRate(from: TradingDay(daysSince1970: 0), rate: .dollars($0), mark: .inferred) }
    }
}

extension Price {
    /// A figure of the tables above, written out.
    fileprivate static func dollars(_ text: String) -> Price {
        guard let price = Price(text) else { preconditionFailure("'\(text)' in the fee tables is no number") }
        return price
    }
}
