import MarketModel

extension CSVLayout {
    /// What one line of the table is.
    enum Row {
        case print(RecordedPrint)
        case excluded(TapeExclusion)
    }

    /// Reads one line, given without its line end.
    func row(_ line: borrowing Span<UInt8>) -> Row {
        // The end of every field; columns never outgrow the fixed space.
        var ends = InlineArray<24, Int>(repeating: 0)
        var count = 0
        for index in 0..<line.count where line[index] == UInt8(ascii: ",") {
            guard count < columns else { return .excluded(.fieldCount) }
            ends[count] = index
            count += 1
        }
        guard count == columns - 1 else { return .excluded(.fieldCount) }
        ends[count] = line.count
        func range(_ column: Int) -> Range<Int> { (column == 0 ? 0 : ends[column - 1] + 1)..<ends[column] }
        func number(_ column: Int?) -> Number {
            guard let column else { return .absent }
            let field = line.extracting(range(column))
            if field.isEmpty || FieldText.equals(field, "NaN") { return .absent }
            return FieldText.billionths(field).map { .value($0) } ?? .malformed
        }

        guard let time = FieldText.integer(line.extracting(range(time))) else { return .excluded(.badTime) }
        var sequenceNumber: Int64 = 0
        if let sequence {
            let field = line.extracting(range(sequence))
            if !field.isEmpty {
                guard let value = FieldText.integer(field) else { return .excluded(.badSequence) }
                sequenceNumber = value
            }
        }
        guard case .value(let price) = number(price), price != Price.absentBillionths else {
            return .excluded(.badPrice)
        }
        guard case .value(let size) = number(size), size >= 0 else { return .excluded(.badSize) }
        guard let bid = number(bid).price, let ask = number(ask).price else { return .excluded(.badQuote) }
        var aggressor = AggressorSide.undefined
        if let side {
            guard let read = Self.side(line.extracting(range(side))) else { return .excluded(.badSide) }
            aggressor = read
        }
        var name: String?
        if let instrument {
            guard let text = FieldText.text(line.extracting(range(instrument))) else { return .excluded(.badText) }
            name = text.isEmpty ? nil : text
        }
        return .print(
            RecordedPrint(
                time: Timestamp(nanoseconds: time), sequence: sequenceNumber, price: Price(billionths: price),
                size: Quantity(billionths: size), bid: Price(packed: bid), ask: Price(packed: ask), side: aggressor,
                instrument: name))
    }

    private enum Number {
        case value(Int64)
        case absent, malformed

        /// The packed price; `nil` when the text is no number.
        var price: Int64? {
            switch self {
            case .value(let value): value == Price.absentBillionths ? nil : value
            case .absent: Price.absentBillionths
            case .malformed: nil
            }
        }
    }

    private static func side(_ field: borrowing Span<UInt8>) -> AggressorSide? {
        if FieldText.equals(field, "BUY") { return .buy }
        if FieldText.equals(field, "SELL") { return .sell }
        return field.isEmpty || FieldText.equals(field, "UNDEFINED") ? .undefined : nil
    }
}
