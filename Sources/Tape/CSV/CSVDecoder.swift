/// The rows of a time-and-sales table.
struct CSVDecoder: ~Copyable {
    /// Bytes a line may have; longer ones are counted and left out.
    static let lineLimit = 4096

    private var window: ByteWindow
    private let layout: CSVLayout
    private var line: Int

    /// Takes over a content whose first line is a header, or already a row of the standard layout.
    init(_ content: consuming ByteWindow) throws(TapeError) {
        var window = content
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if try window.require(3), Array(window.storage[window.start..<window.start + 3]) == mark { window.skip(3) }
        guard let length = try Self.lineLength(&window) else {
            throw .unrecognised(reason: "the first line is too long for a table")
        }
        let first = FieldText.bytes(window.storage.span.extracting(window.start..<window.start + length))
        if let layout = CSVLayout(header: String(decoding: first, as: UTF8.self)) {
            self.layout = layout
            line = 1
            window.skip(Self.lengthWithEnd(length, window))
        } else if case .print = CSVLayout.standard.row(first.span) {
            layout = .standard
            line = 0
        } else {
            throw .unrecognised(reason: "neither DBN nor a table with time_ns, price and size columns")
        }
        self.window = window
    }

    /// The next print; damaged lines are counted in the ledger and left out.
    mutating func next(_ ledger: inout TapeLedger) throws(TapeError) -> TapeRow? {
        while true {
            let length: Int?
            do { length = try Self.lineLength(&window) } catch {
                if window.available > 0 {
                    ledger.exclude(.cutOff, row: line + 1)
                    window.skip(window.available)
                }
                throw error
            }
            guard window.available > 0 else { return nil }
            line += 1
            guard let length else {
                try skipLongLine(&ledger)
                continue
            }
            let result = layout.row(window.storage.span.extracting(window.start..<window.start + length))
            switch result {
            case .print(let print):
                window.skip(Self.lengthWithEnd(length, window))
                let row = TapeRow.print(print)
                ledger.count(row)
                return row
            case .excluded(let reason):
                let isBlank = length == 0
                ledger.exclude(isBlank ? .blankLine : reason, row: line, text: sample(length))
                window.skip(Self.lengthWithEnd(length, window))
            }
        }
    }

    private func sample(_ length: Int) -> String {
        String(decoding: window.storage[window.start..<window.start + min(length, 120)], as: UTF8.self)
    }

    /// Leaves behind a line that has no end within the limit.
    private mutating func skipLongLine(_ ledger: inout TapeLedger) throws(TapeError) {
        ledger.exclude(.lineTooLong, row: line, text: sample(120))
        while try window.require(1) {
            let bytes = window.storage[window.start..<window.end]
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                window.skip(end + 1 - window.start)
                return
            }
            window.skip(window.available)
        }
    }

    /// The length of the next line without its end, or `nil` when it outgrows the limit.
    private static func lineLength(_ window: inout ByteWindow) throws(TapeError) -> Int? {
        var searched = 0
        while true {
            let limit = min(window.available, lineLimit + 2)
            if let end = newline(window.storage.span.extracting(window.start + searched..<window.start + limit)) {
                let length = searched + end
                let hasReturn = length > 0 && window.storage[window.start + length - 1] == UInt8(ascii: "\r")
                return hasReturn ? length - 1 : length
            }
            searched = limit
            guard searched <= lineLimit else { return nil }
            guard try window.fill() else { return window.available }
        }
    }

    /// `length` with the line end that follows, as far as there is one.
    private static func lengthWithEnd(_ length: Int, _ window: borrowing ByteWindow) -> Int {
        var whole = length
        if whole < window.available, window.storage[window.start + whole] == UInt8(ascii: "\r") { whole += 1 }
        if whole < window.available, window.storage[window.start + whole] == UInt8(ascii: "\n") { whole += 1 }
        return whole
    }

    private static func newline(_ bytes: borrowing Span<UInt8>) -> Int? {
        for index in 0..<bytes.count where bytes[index] == UInt8(ascii: "\n") { return index }
        return nil
    }
}
