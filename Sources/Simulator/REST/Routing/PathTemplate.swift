/// A path with places for parameters, as `/accounts/{account_number}/orders/{order_id}`.
///
/// `{symbol+}` takes one or more parts of the path: symbols may hold a slash, and the HTTP library has decoded it before
/// anybody can tell it from the path's own.
struct PathTemplate: Sendable, Equatable {
    /// One part of a template.
    enum Part: Sendable, Equatable {
        case literal(String)
        case parameter(String)
        case rest(String)
    }

    /// The template as the description of the API writes it: without the marks of `{symbol+}`.
    let text: String
    let parts: [Part]
    /// Where the part that takes several stands; `nil` where none does.
    private let greedy: Int?

    /// - Precondition: At most one part takes several.
    init(_ text: String) {
        self.text = text.split(separator: "+}", omittingEmptySubsequences: false).joined(separator: "}")
        let parts: [Part] = text.split(separator: "/").map { part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return .literal(String(part)) }
            let name = part.dropFirst().dropLast()
            return name.hasSuffix("+") ? .rest(String(name.dropLast())) : .parameter(String(name))
        }
        let several = parts.indices.filter { if case .rest = parts[$0] { true } else { false } }
        precondition(several.count <= 1, "one part of a template takes several")
        self.parts = parts
        greedy = several.first
    }

    /// The names of its parameters, in order.
    var parameters: [String] {
        parts.compactMap { part in
            switch part {
            case .literal: nil
            case .parameter(let name), .rest(let name): name
            }
        }
    }

    /// How exact it is: of two that fit a path, the one with the higher number is meant.
    var rank: Int {
        let literals = parts.count { if case .literal = $0 { true } else { false } }
        return 4 * literals + (greedy == nil ? 2 : 0) + (parts.isEmpty ? 0 : 1)
    }

    /// The parameters of a path that fits, in the template's order; `nil` for one that does not.
    func match(_ path: [Substring]) -> [String]? {
        guard let greedy else {
            guard path.count == parts.count else { return nil }
            return match(parts[...], path[...])
        }
        let behind = parts.count - greedy - 1
        guard path.count >= parts.count, let before = match(parts[..<greedy], path[..<greedy]),
            let after = match(parts[(greedy + 1)...], path[(path.count - behind)...])
        else { return nil }
        return before + [path[greedy..<(path.count - behind)].joined(separator: "/")] + after
    }

    private func match(_ parts: ArraySlice<Part>, _ path: ArraySlice<Substring>) -> [String]? {
        var found: [String] = []
        for (part, text) in zip(parts, path) {
            switch part {
            case .literal(let wanted): if text != wanted { return nil }
            case .parameter, .rest: found.append(String(text))
            }
        }
        return found
    }
}
