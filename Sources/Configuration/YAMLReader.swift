import CYaml

/// Reads one YAML document with libyaml. Anchors, aliases, tags and several documents are refused: a configuration says
/// each thing once.
struct YAMLReader: ~Copyable {
    /// The largest document read, in bytes.
    static let largest = 1 << 20
    /// The deepest nesting read.
    private static let deepest = 16

    private var parser = yaml_parser_t()

    /// The document's root; `nil` for a document that holds nothing but comments.
    ///
    /// - Throws: `ConfigurationFault` with the line at fault.
    static func read(_ text: [UInt8]) throws(ConfigurationFault) -> YAMLNode? {
        guard text.count <= largest else {
            throw ConfigurationFault(line: nil, "holds \(text.count) bytes; a configuration has at most \(largest)")
        }
        var reader = YAMLReader()
        guard yaml_parser_initialize(&reader.parser) == 1 else {
            throw ConfigurationFault(line: nil, "cannot be read: no memory for it")
        }
        defer { yaml_parser_delete(&reader.parser) }
        return try reader.document(text)
    }

    private mutating func document(_ text: [UInt8]) throws(ConfigurationFault) -> YAMLNode? {
        // libyaml keeps the address of its input until it is deleted: it gets memory that stays where it is.
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(text.count, 1))
        defer { input.deallocate() }
        _ = input.initialize(from: text)
        yaml_parser_set_input_string(&parser, input.baseAddress, text.count)
        var root: YAMLNode?
        while true {
            let event = try next()
            switch event.kind {
            case YAML_STREAM_END_EVENT: return root
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
            case YAML_DOCUMENT_START_EVENT:
                guard root == nil else {
                    throw ConfigurationFault(line: event.line, "begins a second document; a configuration is one")
                }
            default: root = try node(event, depth: 0)
            }
        }
    }

    private mutating func node(_ event: Event, depth: Int) throws(ConfigurationFault) -> YAMLNode {
        guard depth < Self.deepest else {
            throw ConfigurationFault(line: event.line, "is nested deeper than \(Self.deepest) levels")
        }
        guard !event.isAnchored else {
            throw ConfigurationFault(line: event.line, "has an anchor or a tag, which a configuration does not need")
        }
        switch event.kind {
        case YAML_SCALAR_EVENT: return YAMLNode(content: .scalar(event.text), line: event.line)
        case YAML_SEQUENCE_START_EVENT:
            var elements: [YAMLNode] = []
            while true {
                let element = try next()
                if element.kind == YAML_SEQUENCE_END_EVENT {
                    return YAMLNode(content: .sequence(elements), line: event.line)
                }
                elements.append(try node(element, depth: depth + 1))
            }
        case YAML_MAPPING_START_EVENT:
            var members: [YAMLNode.Member] = []
            while true {
                let key = try next()
                if key.kind == YAML_MAPPING_END_EVENT {
                    return YAMLNode(content: .mapping(members), line: event.line)
                }
                guard key.kind == YAML_SCALAR_EVENT, !key.isAnchored else {
                    throw ConfigurationFault(line: key.line, "has a key that is no plain word")
                }
                if let first = members.first(where: { $0.key == key.text }) {
                    throw ConfigurationFault(line: key.line, "says '\(key.text)' again; line \(first.line) said it")
                }
                let value = try node(try next(), depth: depth + 1)
                members.append(YAMLNode.Member(key: key.text, line: key.line, value: value))
            }
        default: throw ConfigurationFault(line: event.line, "has an alias, which a configuration does not need")
        }
    }

    private struct Event {
        var kind: yaml_event_type_t
        var line: Int
        var text = ""
        var isAnchored = false
    }

    private mutating func next() throws(ConfigurationFault) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else {
            let problem = parser.problem.map { String(cString: $0) } ?? "it is no YAML"
            throw ConfigurationFault(line: Int(parser.problem_mark.line) + 1, "cannot be read as YAML: \(problem)")
        }
        defer { yaml_event_delete(&event) }
        var found = Event(kind: event.type, line: Int(event.start_mark.line) + 1)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            found.isAnchored = scalar.anchor != nil || scalar.tag != nil
            found.text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        case YAML_SEQUENCE_START_EVENT:
            found.isAnchored = event.data.sequence_start.anchor != nil || event.data.sequence_start.tag != nil
        case YAML_MAPPING_START_EVENT:
            found.isAnchored = event.data.mapping_start.anchor != nil || event.data.mapping_start.tag != nil
        default: break
        }
        return found
    }
}
