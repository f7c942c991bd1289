import Live
import MarketModel
import OrderFlow

/// What a client asked to see, checked.
struct ViewRequest: Hashable, Sendable {
    /// The most bars one answer holds.
    static let maximumBars = 2000

    var key: FlowViewKey
    /// Whole ticks in a row of the footprint.
    var group = 1
    /// Past bars in the first answer.
    var bars = 60

    /// Reads the words of a request.
    ///
    /// - Parameter symbol: The streamer symbol, resolved already.
    /// - Throws: `RequestError`.
    init(symbol: String, bar: String?, group: String?, reset: String?, bars: String?) throws(RequestError) {
        var spec = BarSpec.time(.seconds(300))
        if let bar {
            guard let parsed = BarSpec(bar) else {
                throw RequestError(
                    code: "bar_unknown",
                    message:
                        "'\(bar)' is no bar: write a number and s, m, h (time), t (ticks), v (volume), d (delta) or "
                        + "r (range in ticks), as in 5m or 500t")
            }
            spec = parsed
        }
        var resetPolicy = CVDReset.session
        switch reset {
        case nil, "session": break
        case "rth": resetPolicy = .regularHours
        case "none": resetPolicy = .none
        case let other?:
            throw RequestError(
                code: "reset_unknown",
                message: "'\(other)' is no reset: cumulative delta resets at session, rth or none")
        }
        key = FlowViewKey(symbol: symbol, bar: spec, reset: resetPolicy)
        self.group = try Self.number(group, name: "group", in: 1...1000) ?? 1
        self.bars = try Self.number(bars, name: "bars", in: 1...Self.maximumBars) ?? 60
    }

    private static func number(
        _ text: String?, name: String, in range: ClosedRange<Int>
    ) throws(RequestError) -> Int? {
        guard let text else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw RequestError(
                code: "\(name)_out_of_range",
                message: "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound); '\(text)' is not")
        }
        return value
    }
}

/// What is wrong with a client's request.
struct RequestError: Error, Equatable {
    let code: String
    let message: String
    var status = 400
}
