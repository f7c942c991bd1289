import JSON
import MarketModel
import Options

/// The option side of the REST service: what is listed, and the answers that are too large to write anew each time.
final class OptionDirectory: Sendable {
    let options: SyntheticOptions
    /// Answers of a day, by path.
    private let written: Lock<(day: TradingDay, answers: [String: [UInt8]])>

    init(_ options: SyntheticOptions) {
        self.options = options
        written = Lock((TradingDay(daysSince1970: 0), [:]))
    }

    /// The bytes of an answer, written once a day.
    func answer(_ path: String, on day: TradingDay, _ write: (inout JSONWriter) -> Void) -> [UInt8] {
        if let known = written.withLock({ $0.day == day ? $0.answers[path] : nil }) { return known }
        var json = JSONWriter(reservingCapacity: 1 << 16)
        write(&json)
        let bytes = json.bytes
        written.withLock { state in
            if state.day != day { state = (day, [:]) }
            // Few paths lead to a chain; a client that invents spellings does not fill the memory.
            if state.answers.count < 64 { state.answers[path] = bytes }
        }
        return bytes
    }
}

extension JSONWriter {
    /// Opens `{"data":{"items":[`.
    mutating func beginItems() {
        beginObject()
        key("data")
        beginObject()
        key("items")
        beginArray()
    }

    /// Closes what `beginItems` opened, with the path that was asked for and, where the items are one page of a list,
    /// which one.
    mutating func endItems(context: String, page: Page? = nil) {
        endArray()
        endObject()
        member("context", context)
        if let page {
            key("pagination")
            raw(page.json.bytes)
        }
        endObject()
    }

    /// Writes a member that is an array of price steps.
    mutating func member(_ name: String, _ ticks: OptionTicks) {
        key(name)
        beginArray()
        if let threshold = ticks.threshold {
            beginObject()
            member("value", ticks.fine.description)
            member("threshold", threshold.wireText)
            endObject()
        }
        beginObject()
        member("value", ticks.coarse.description)
        endObject()
        endArray()
    }

    /// Writes the strikes of a series with the symbols of call and put; in no order, as the venue does.
    mutating func member(strikesOf listed: ListedSeries) {
        key("strikes")
        beginArray()
        let turn = listed.strikes.count / 3
        for strike in listed.strikes[turn...] + listed.strikes[..<turn] {
            let call = OptionContract(series: listed.series, right: .call, strike: strike)
            let put = OptionContract(series: listed.series, right: .put, strike: strike)
            beginObject()
            member("strike-price", strike.wireText)
            member("call", call.tastytradeSymbol ?? "")
            member("call-streamer-symbol", call.streamerSymbol ?? "")
            member("put", put.tastytradeSymbol ?? "")
            member("put-streamer-symbol", put.streamerSymbol ?? "")
            endObject()
        }
        endArray()
    }
}

extension ExerciseStyle {
    /// The style in the venue's words.
    var wireText: String { self == .american ? "American" : "European" }
}
