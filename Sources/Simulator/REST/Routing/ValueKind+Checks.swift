import JSON
import MarketModel
import Wire

extension ValueKind {
    /// Numbers beyond 64 bits count as the largest: what they ask for is there just as little.
    static func integer(of text: String) -> Int? {
        if let number = Int(text) { return number }
        let digits = text.drop { $0 == "-" || $0 == "+" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
            text.utf8.count - digits.utf8.count < 2
        else { return nil }
        return text.hasPrefix("-") ? .min : .max
    }

    static func flag(of text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    /// The years that requests may name: the clocks of the exchanges can tell every moment of them and of the days
    /// around them.
    static let years = 1900...2199

    /// A date, `YYYY-MM-DD`, of the years that requests may name.
    static func day(of text: String) -> TradingDay? {
        TradingDay(text).flatMap { years.contains($0.year) ? $0 : nil }
    }

    /// ISO 8601 with any offset, of the years that requests may name; a time zone's name in brackets behind it is left
    /// out, and a date is its midnight in UTC.
    static func moment(of text: String) -> Timestamp? {
        if text.utf8.count == 10 {
            return day(of: text).flatMap { Timestamp(milliseconds: Int64($0.daysSince1970) * 86_400_000) }
        }
        let plain = String(text.prefix { $0 != "[" })
        // A plus sign in a query that was not encoded arrives as a space.
        let moment = Timestamp(plain) ?? Timestamp(plain.split(separator: " ").joined(separator: "+"))
        return moment.flatMap(served)
    }

    /// A moment, if it lies in the years that requests may name.
    static func served(_ moment: Timestamp) -> Timestamp? {
        years.contains(TradingDay(utcDayOf: moment).year) ? moment : nil
    }

    /// Why a text of the query does not fit; `nil` when it does.
    func fault(of text: String) -> String? {
        switch self {
        case .text, .any, .object: return nil
        case .integer: return Self.integer(of: text) == nil ? "is not a whole number" : nil
        case .decimal: return Price(text) == nil ? "is not a number" : nil
        case .flag: return Self.flag(of: text) == nil ? "is not true or false" : nil
        case .date: return Self.day(of: text) == nil ? "is not a date, YYYY-MM-DD" : nil
        case .moment: return Self.moment(of: text) == nil ? "is not a time, YYYY-MM-DDThh:mm:ssZ" : nil
        case .choice(let words): return words.contains(text) ? nil : "does not have a valid value"
        case .list(let kind): return kind.fault(of: text)
        }
    }

    /// Why a value of a body does not fit, with the member it concerns; empty when it does.
    func faults(of value: JSONValue, _ name: String) -> [(parameter: String, reason: String)] {
        let fits: Bool
        switch (self, value) {
        case (.any, _): fits = true
        case (.integer, .string(let text)): fits = Self.integer(of: text) != nil
        case (.integer, _): fits = value.int != nil
        case (.decimal, .string(let text)), (.decimal, .number(let text)):
            fits = Price(text) != nil || Double(text) != nil
        case (.flag, .bool): fits = true
        case (.text, .string): fits = true
        case (.date, .string(let text)), (.moment, .string(let text)), (.choice, .string(let text)):
            return fault(of: text).map { [(name, $0)] } ?? []
        case (.list(let kind), .array(let elements)):
            return elements.flatMap { kind.faults(of: $0, name) }
        case (.object(let members), .object):
            return Self.faults(of: value, members, prefix: name.isEmpty ? "" : name + ".")
        default: fits = false
        }
        return fits ? [] : [(name, "is not valid")]
    }

    private static func faults(
        of object: JSONValue, _ members: [RouteParameter], prefix: String
    ) -> [(parameter: String, reason: String)] {
        members.flatMap { member -> [(parameter: String, reason: String)] in
            guard let value = object[member.name], value != .null else {
                return member.isRequired ? [(prefix + member.name, "is required")] : []
            }
            return member.kind.faults(of: value, prefix + member.name)
        }
    }
}

extension Route {
    /// Refuses a query that does not fit the route.
    func checkQuery(_ request: HTTPRequest) throws(RouteFailure) {
        var faults: [(parameter: String, reason: String)] = []
        for parameter in query {
            let values = request.queryValues(parameter.name)
            if values.allSatisfy(\.isEmpty) {
                if parameter.isRequired { faults.append((parameter.name, "is required")) }
                continue
            }
            for value in values where !value.isEmpty {
                guard let fault = parameter.kind.fault(of: value) else { continue }
                faults.append((parameter.name, fault))
                break
            }
        }
        if !faults.isEmpty { throw .invalid(faults) }
    }

    /// Reads the body and refuses one that does not fit the route.
    func readBody(_ request: HTTPRequest) throws(RouteFailure) -> JSONValue {
        guard let body, body.reading != .raw else { return .null }
        if request.body.isEmpty, body.members.allSatisfy({ !$0.isRequired }) { return .object([]) }
        guard let value = try? JSONReader.read(request.body), case .object = value else {
            throw .invalid("body", "is not a JSON object")
        }
        guard body.reading == .checked else { return value }
        let faults = ValueKind.object(body.members).faults(of: value, "")
        if !faults.isEmpty { throw .invalid(faults) }
        return value
    }
}
