import MarketModel

/// The field orders of one channel, each with its row reader.
struct FeedChannel: Sendable {
    let number: Int
    /// By `MarketEventType.rawValue`; `nil` while nobody has said an order.
    var readers: [RowReader?] = Array(repeating: nil, count: MarketEventType.allCases.count)
    /// Readers of the `FULL` format, made when first needed.
    var fullReaders: [RowReader?] = Array(repeating: nil, count: MarketEventType.allCases.count)
    private var isConfigured = [Bool](repeating: false, count: MarketEventType.allCases.count)

    init(number: Int) { self.number = number }

    /// Takes the order asked for, where the server has said none.
    mutating func requested(_ fields: [EventFields]) {
        for entry in fields {
            guard let type = MarketEventType(feedName: entry.type), !isConfigured[Int(type.rawValue)] else { continue }
            set(entry.fields, for: type)
        }
    }

    /// Takes the order the server says: the latest one holds.
    mutating func configured(_ fields: [EventFields]) {
        for entry in fields {
            guard let type = MarketEventType(feedName: entry.type) else { continue }
            isConfigured[Int(type.rawValue)] = true
            set(entry.fields, for: type)
        }
    }

    private mutating func set(_ fields: [String], for type: MarketEventType) {
        let program = FieldProgram(type: type, fields: fields)
        let place = Int(type.rawValue)
        if program.steps.isEmpty {
            readers[place] = nil
        } else if readers[place]?.program != program {
            readers[place] = RowReader(program)
        }
    }
}
