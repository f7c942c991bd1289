import MarketModel

/// Reads the rows of one file in a LEAN archive.
struct LeanRows {
    let name: LeanName
    let clock: LeanClock
    /// The month of the future behind options, which only the folder says.
    let futureMonth: ContractMonth?

    /// The longest line that is read.
    private static let lineLimit = 256

    /// Delivers every row of `content` in order.
    func read(_ content: [UInt8], _ ledger: inout ChainLedger, _ body: (ChainRow) -> Void) {
        let bytes = content.span
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            var last = end
            if last > start, bytes[last - 1] == UInt8(ascii: "\r") { last -= 1 }
            if last - start > Self.lineLimit {
                ledger.exclude(.lineTooLong)
            } else if last == start {
                ledger.exclude(.blankLine)
            } else {
                switch row(bytes.extracting(start..<last)) {
                case .success(let row):
                    ledger.deliver()
                    body(row)
                case .failure(let fault): ledger.exclude(fault.reason)
                }
            }
            start = end + 1
        }
    }

    private struct Fault: Error {
        let reason: TapeExclusion
    }

    private func row(_ line: borrowing Span<UInt8>) -> Result<ChainRow, Fault> {
        var ends = InlineArray<11, Int>(repeating: 0)
        var count = 0
        for index in 0..<line.count where line[index] == UInt8(ascii: ",") {
            guard count < 10 else { return .failure(Fault(reason: .fieldCount)) }
            ends[count] = index
            count += 1
        }
        ends[count] = line.count
        count += 1
        func range(_ column: Int) -> Range<Int> { (column == 0 ? 0 : ends[column - 1] + 1)..<ends[column] }
        guard let time = clock.end(line.extracting(range(0))) else { return .failure(Fault(reason: .badTime)) }
        switch name.kind {
        case .quote:
            guard count == 11 else { return .failure(Fault(reason: .fieldCount)) }
            // Opens, highs and lows of both sides are passed over: a bar says what held at its end.
            guard let bid = price(line.extracting(range(4))), let ask = price(line.extracting(range(9))),
                let bidSize = number(line.extracting(range(5))), let askSize = number(line.extracting(range(10)))
            else { return .failure(Fault(reason: .badQuote)) }
            return quote(bid.value, bidSize.value, ask.value, askSize.value, time)
        case .trade:
            guard count == 6 else { return .failure(Fault(reason: .fieldCount)) }
            guard let last = price(line.extracting(range(4)))?.value else { return .failure(Fault(reason: .badPrice)) }
            guard let volume = number(line.extracting(range(5)))?.value, volume >= 0 else {
                return .failure(Fault(reason: .badSize))
            }
            return trade(Price(billionths: last), Quantity(billionths: volume), time)
        case .openInterest:
            guard count == 2 else { return .failure(Fault(reason: .fieldCount)) }
            guard let value = number(line.extracting(range(1)))?.value, value >= 0, let contract else {
                return .failure(Fault(reason: .badSize))
            }
            return .success(.contract(contract, .openInterest(value / 1_000_000_000), at: time))
        }
    }

    private func quote(
        _ bid: Int64?, _ bidSize: Int64?, _ ask: Int64?, _ askSize: Int64?, _ time: Timestamp
    ) -> Result<ChainRow, Fault> {
        if let contract {
            return .success(
                .contract(
                    contract,
                    .quote(
                        bid: bid.map { Price(billionths: $0) }, bidSize: bidSize.map { Quantity(billionths: $0) },
                        ask: ask.map { Price(billionths: $0) }, askSize: askSize.map { Quantity(billionths: $0) }),
                    at: time))
        }
        guard let bid, let ask, bid <= ask else { return .failure(Fault(reason: .badQuote)) }
        return .success(.underlying(underlying, Price(billionths: bid + (ask - bid) / 2), at: time))
    }

    private func trade(_ last: Price, _ volume: Quantity, _ time: Timestamp) -> Result<ChainRow, Fault> {
        guard let contract else { return .success(.underlying(underlying, last, at: time)) }
        return .success(.contract(contract, .trade(last: last, volume: volume), at: time))
    }

    private var underlying: String { name.symbol + (name.month.map { "\($0)" } ?? "") }

    private var contract: RecordedContract? {
        guard let option = name.option, let market = clock.market.chainMarket else { return nil }
        return RecordedContract(
            market: market, root: name.symbol, futureMonth: futureMonth, expiration: option.expiration,
            right: option.right, strike: option.strike, isAmerican: option.isAmerican)
    }

    private struct Number {
        /// `nil` for an empty field.
        var value: Int64?
    }

    /// A number in billionths; `nil` when the field is neither empty nor a number.
    private func number(_ field: borrowing Span<UInt8>) -> Number? {
        field.isEmpty ? Number(value: nil) : FieldText.billionths(field).map { Number(value: $0) }
    }

    /// A price in billionths, brought to points.
    private func price(_ field: borrowing Span<UInt8>) -> Number? {
        number(field).map { Number(value: $0.value.map { $0 / clock.market.priceScale }) }
    }
}
