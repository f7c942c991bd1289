#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A JSON array whose bad elements are reported and left out without losing their neighbours.
struct TolerantList<Element: Decodable>: Decodable {
    /// What could be read, with its place in the array.
    private(set) var elements: [(place: Int, value: Element)] = []
    /// What could not, with its place.
    private(set) var failures: [(place: Int, reason: String)] = []

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        while !list.isAtEnd {
            let place = list.currentIndex
            switch try list.decode(Attempt.self) {
            case .read(let value): elements.append((place, value))
            case .failed(let reason): failures.append((place, reason))
            }
        }
    }

    /// An element or why there is none; its own decoding never fails, so that the list goes on.
    private enum Attempt: Decodable {
        case read(Element)
        case failed(String)

        init(from decoder: any Decoder) throws {
            do { self = .read(try Element(from: decoder)) } catch { self = .failed(Self.reason(error)) }
        }

        private static func reason(_ error: any Error) -> String {
            switch error {
            case DecodingError.keyNotFound(let key, _): "no '\(key.stringValue)'"
            case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
                DecodingError.dataCorrupted(let context):
                "'\(context.codingPath.last?.stringValue ?? "value")' is not what it should be"
            default: "not readable"
            }
        }
    }
}

/// A JSON object's members by name, where each may be text or a number.
struct TolerantFields {
    private let container: KeyedDecodingContainer<Name>

    /// A member's name.
    struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(_ decoder: any Decoder) throws { container = try decoder.container(keyedBy: Name.self) }

    /// Text, or a number's text; `nil` when absent or anything else.
    func text(_ name: String) -> String? {
        let key = Name(stringValue: name)
        if let text = try? container.decodeIfPresent(String.self, forKey: key) { return text }
        return (try? container.decodeIfPresent(Decimal.self, forKey: key)).map { "\($0)" }
    }

    /// A value that must be there.
    ///
    /// - Throws: `DecodingError` when it is absent or cannot be read.
    func required<Value>(_ name: String, _ read: (String) -> Value?) throws -> Value {
        let key = Name(stringValue: name)
        guard let text = text(name) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: [key], debugDescription: name))
        }
        guard let value = read(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [key], debugDescription: text))
        }
        return value
    }

    /// `true` or `false`; also as text.
    func flag(_ name: String) -> Bool {
        (try? container.decodeIfPresent(Bool.self, forKey: Name(stringValue: name))) ?? (text(name) == "true")
    }

    /// A list; `nil` when absent.
    ///
    /// - Throws: `DecodingError` when there is something else in its place.
    func list<Element: Decodable>(_ name: String, of type: Element.Type) throws -> TolerantList<Element>? {
        try container.decodeIfPresent(TolerantList<Element>.self, forKey: Name(stringValue: name))
    }
}
