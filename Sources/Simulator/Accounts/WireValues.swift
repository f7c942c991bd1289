import Brokerage
import JSON
import MarketModel

/// Members of an object, built up one after the other.
typealias JSONMembers = [JSONValue.Member]

extension JSONMembers {
    /// A text.
    mutating func add(_ key: String, _ text: String) { append(.init(key, .string(text))) }

    /// A text, left out when there is none.
    mutating func add(_ key: String, _ text: String?) { if let text { append(.init(key, .string(text))) } }

    /// A flag.
    mutating func add(_ key: String, _ flag: Bool) { append(.init(key, .bool(flag))) }

    /// A whole number.
    mutating func add(_ key: String, _ number: Int) { append(.init(key, .integer(number))) }

    /// A whole number, left out when there is none.
    mutating func add(_ key: String, _ number: Int?) { if let number { append(.init(key, .integer(number))) } }

    /// Anything.
    mutating func add(_ key: String, _ value: JSONValue) { append(.init(key, value)) }

    /// A decimal as text.
    mutating func add(_ key: String, _ number: some FixedPoint) { append(.init(key, .decimal(number))) }

    /// A decimal as text, left out when there is none.
    mutating func add<Number: FixedPoint>(_ key: String, _ number: Number?) {
        if let number { append(.init(key, .decimal(number))) }
    }

    /// A moment in the venue's writing, left out when there is none.
    mutating func add(_ key: String, _ moment: Timestamp?) {
        if let moment { append(.init(key, .string(moment.wireText))) }
    }

    /// A day.
    mutating func add(_ key: String, _ day: TradingDay?) {
        if let day { append(.init(key, .string(day.description))) }
    }

    /// An amount without its sign, and beside it which way it goes.
    mutating func add(signed key: String, _ amount: Money) {
        add(key, amount < .zero ? -amount : amount)
        add(key + "-effect", CashEffect(amount).rawValue)
    }

    /// Several decimals of nothing.
    mutating func addZeros(_ keys: [String]) { for key in keys { add(key, Money.zero) } }

    /// Several flags alike.
    mutating func add(_ keys: [String], _ flag: Bool) { for key in keys { add(key, flag) } }
}

extension JSONValue {
    /// A quantity as a number: whole where it is whole.
    static func count(_ quantity: Quantity) -> JSONValue { .number(quantity.description) }
}
