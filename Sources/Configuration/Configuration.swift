/// The settings in force, and where each came from: the file, above it the environment. Options of a command come above
/// both and are the command's matter.
public struct Configuration: Sendable, Equatable {
    /// Where a value came from.
    public enum Origin: Sendable, Equatable, CustomStringConvertible {
        /// Nobody said otherwise.
        case initial
        /// A line of the file.
        case file(line: Int)
        /// A variable of the environment.
        case environment(String)

        public var description: String {
            switch self {
            case .initial: "default"
            case .file(let line): "line \(line)"
            case .environment(let name): name
            }
        }
    }

    /// A value and its origin.
    public struct Value: Sendable, Equatable {
        /// As it was written; `nil` for none.
        public let text: String?
        /// Who said it.
        public let origin: Origin
    }

    /// The largest document that is read, in bytes.
    public static let largestDocument = YAMLReader.largest

    /// Every setting there is, in the order of the generated file.
    public let settings: [Setting]
    private var said: [String: Value] = [:]

    /// The settings of a document.
    ///
    /// - Parameters:
    ///   - document: The bytes of the file; empty for none.
    ///   - settings: Every setting there is.
    ///   - environment: Reads a variable; `nil` when it is not set.
    /// - Throws: `ConfigurationFaults`, with everything that is wrong.
    public init(
        _ document: [UInt8], settings: [Setting], environment: (String) -> String?
    ) throws(ConfigurationFaults) {
        self.settings = settings
        var faults: [ConfigurationFault] = []
        do throws(ConfigurationFault) {
            if let root = try YAMLReader.read(document) { take(root, path: "", &faults) }
        } catch {
            faults.append(error)
        }
        for setting in settings {
            guard let variable = setting.variable, let text = environment(variable), !text.isEmpty else { continue }
            if let objection = setting.objection(to: text) {
                faults.append(ConfigurationFault(line: nil, "\(variable) is '\(text)'; \(setting.name) \(objection)"))
            } else {
                said[setting.name] = Value(text: text, origin: .environment(variable))
            }
        }
        if !faults.isEmpty { throw ConfigurationFaults(faults: faults) }
    }

    /// The value of a setting.
    public subscript(setting: Setting) -> Value {
        said[setting.name] ?? Value(text: setting.initial, origin: .initial)
    }

    /// The number of a setting of that kind; `nil` where none is set.
    public func count(_ setting: Setting) -> Int? { self[setting].text.flatMap { Int($0) } }

    private mutating func take(_ node: YAMLNode, path: String, _ faults: inout [ConfigurationFault]) {
        guard case .mapping(let members) = node.content else {
            faults.append(
                ConfigurationFault(
                    line: node.line,
                    path.isEmpty
                        ? "holds \(node.kind) where 'name: value' lines belong"
                        : "gives '\(path)' \(node.kind) where a block of further keys belongs"))
            return
        }
        for member in members {
            let name = path.isEmpty ? member.key : "\(path).\(member.key)"
            if let setting = settings.first(where: { $0.name == name }) {
                take(member, setting, &faults)
            } else if settings.contains(where: { $0.name.hasPrefix(name + ".") }) {
                if member.value.content != .scalar("") { take(member.value, path: name, &faults) }
            } else {
                let near = nearest(to: name)
                faults.append(
                    ConfigurationFault(
                        line: member.line,
                        "says '\(name)', which is no setting\(near.map { "; did you mean '\($0)'?" } ?? "")"))
            }
        }
    }

    /// The setting that is meant: one spelled nearly so, or one of that name in another block.
    private func nearest(to name: String) -> String? {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        return Spelling.nearest(to: name, in: settings.map(\.name))
            ?? settings.first { $0.name.hasSuffix("." + last) || $0.name == last }?.name
    }

    private mutating func take(
        _ member: YAMLNode.Member, _ setting: Setting, _ faults: inout [ConfigurationFault]
    ) {
        guard case .scalar(let text) = member.value.content else {
            faults.append(
                ConfigurationFault(
                    line: member.value.line, "gives '\(setting.name)' \(member.value.kind); it takes a single value"))
            return
        }
        if let objection = setting.objection(to: text) {
            faults.append(ConfigurationFault(line: member.line, "says '\(text)', but \(setting.name) \(objection)"))
        } else {
            said[setting.name] = Value(text: text, origin: .file(line: member.line))
        }
    }
}

/// Everything that is wrong with a configuration: nothing of it is used.
public struct ConfigurationFaults: Error, Equatable, CustomStringConvertible {
    /// In the order of the file, the environment last.
    public let faults: [ConfigurationFault]

    public var description: String { faults.map(\.description).joined(separator: "; ") }
}
