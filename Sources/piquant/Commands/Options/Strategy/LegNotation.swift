import MarketModel
import Options

/// Reads legs as people write them: `-1 SPXW 261127P6500 @ 3.2`.
///
/// A whole number with its sign, what it is of, and after `@` the price of one if it is known. What it is of may be
/// a root with day, right and strike, a symbol as broker or feed write it, a stock (shares) or a future.
enum LegNotation {
    /// Reads several legs, parted by `;` or `,`.
    ///
    /// - Parameter day: The day against which one-digit years are read.
    /// - Throws: `UsageError` that names the leg.
    static func legs(_ text: String, on day: TradingDay) throws(UsageError) -> [OptionLeg] {
        var legs: [OptionLeg] = []
        for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
            let words = part.split(separator: " ")
            if words.isEmpty { continue }
            legs.append(try leg(String(part), on: day))
        }
        return legs
    }

    private static func leg(_ text: String, on day: TradingDay) throws(UsageError) -> OptionLeg {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        let words = (halves.first ?? "").split(separator: " ")
        let wanted = "a leg is a number, what it is of, and @ its price, as in -1 SPXW 261127P6500 @ 3.2"
        guard halves.count <= 2, words.count >= 2 else { throw UsageError("'\(text)' is no leg: \(wanted)") }
        guard let count = Int(words[0]), count != 0, count.magnitude <= 1_000_000 else {
            throw UsageError("'\(words[0])' in '\(text)' is no number of contracts above or below zero; \(wanted)")
        }
        var entry: Price?
        if halves.count == 2 {
            let written = halves[1].filter { $0 != " " }
            guard let price = Price(written), price <= StrategyRequest.highest else {
                throw UsageError("'\(written)' in '\(text)' is no price; write it with digits, as in @ 3.2")
            }
            entry = price
        }
        let instrument = try instrument(words.dropFirst().map(String.init), on: day)
        if let strike = instrument.option?.strike, strike > StrategyRequest.highest {
            throw UsageError("the strike \(strike) in '\(text)' is above \(StrategyRequest.highest)")
        }
        return OptionLeg(instrument, quantity: Quantity(whole: count), entryPrice: entry)
    }

    /// Reads what a leg is of.
    ///
    /// - Throws: `UsageError` that says what to write instead.
    static func symbol(_ words: [String], on day: TradingDay) throws(UsageError) -> InstrumentSymbol {
        do {
            let parser = SymbolParser(on: day, bareRoot: .equity)
            return try parser.parse(compact(words)).symbol.resolved(on: day)
        } catch { throw UsageError("\(error)") }
    }

    private static func instrument(_ words: [String], on day: TradingDay) throws(UsageError) -> LegInstrument {
        let symbol = try symbol(words, on: day)
        if let contract = OptionContract(symbol) { return .option(contract) }
        switch symbol {
        case .equity(let stock): return .shares(symbol: stock)
        case .future(let future):
            guard let multiplier = future.specification?.multiplier else { break }
            return .future(symbol: future.tastytradeSymbol, multiplier: multiplier)
        default: break
        }
        throw UsageError(
            "'\(words.joined(separator: " "))' cannot be a leg: name an option, a stock or a future that is known")
    }

    /// `SPXW 261127P6500` becomes the feed's `.SPXW261127P6500`; other forms stay.
    private static func compact(_ words: [String]) -> String {
        guard words.count == 2, !words[0].hasPrefix("."), !words[0].hasPrefix("/") else {
            return words.joined(separator: " ")
        }
        let code = words[1].uppercased()
        let strike = code.dropFirst(7)
        // Eight digits are the broker's thousandths.
        if strike.count == 8, strike.allSatisfy(\.isNumber), let thousandths = Int64(strike) {
            return ".\(words[0].uppercased())\(code.prefix(7))\(Price(billionths: thousandths * 1_000_000))"
        }
        return ".\(words[0].uppercased())\(code)"
    }
}
