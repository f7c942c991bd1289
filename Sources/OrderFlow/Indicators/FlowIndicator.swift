public import MarketModel

/// A view on an engine, by name: what a chart pane, a table or a script asks for.
///
/// An indicator keeps no numbers of its own; it reads the engine, so it is right after late and corrected prints too.
public protocol FlowIndicator: Sendable {
    /// The name it is registered under, such as `volume_delta`.
    static var name: String { get }

    /// Creates an indicator.
    ///
    /// - Throws: `IndicatorError.unknownParameter` or `.invalidParameter`.
    init(parameters: [String: String]) throws(IndicatorError)

    /// Reads the last bars, at most `count`.
    func read(_ engine: FlowEngine, last count: Int) -> IndicatorReading
}

/// What is wrong with a request for an indicator.
public enum IndicatorError: Error, Equatable {
    /// No indicator has this name.
    case unknownName(String)
    /// The indicator has no such parameter.
    case unknownParameter(String)
    /// The parameter's value cannot be used.
    case invalidParameter(String, value: String)
    /// An indicator with this name is registered already.
    case nameTaken(String)
}

/// A table of numbers, with single numbers beside it.
public struct IndicatorReading: Sendable, Equatable {
    /// The indicator's name.
    public var name: String
    /// The names of the columns.
    public var columns: [String]
    /// Rows, oldest bar or lowest price first; as many values as columns.
    public var rows: [[IndicatorValue]]
    /// Single numbers, such as a point of control.
    public var marks: [IndicatorMark]

    /// Creates a reading.
    public init(name: String, columns: [String], rows: [[IndicatorValue]], marks: [IndicatorMark] = []) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.marks = marks
    }
}

/// A named number.
public struct IndicatorMark: Sendable, Equatable {
    /// What it is.
    public var label: String
    /// The number.
    public var value: IndicatorValue

    /// Creates a mark.
    public init(_ label: String, _ value: IndicatorValue) {
        self.label = label
        self.value = value
    }
}

/// One value of a reading.
public enum IndicatorValue: Sendable, Equatable, CustomStringConvertible {
    case time(Timestamp)
    case price(Price)
    case volume(Volume)
    case count(Int)
    case text(String)
    /// Not known.
    case absent

    /// The exact text; empty when absent.
    public var description: String {
        switch self {
        case .time(let time): time.description
        case .price(let price): price.description
        case .volume(let volume): volume.description
        case .count(let count): count.description
        case .text(let text): text
        case .absent: ""
        }
    }
}

/// The indicators by name.
public struct IndicatorRegistry: Sendable {
    private var types: [String: any FlowIndicator.Type] = [:]

    /// Creates an empty registry.
    public init() {}

    /// `cvd`, `delta_divergence`, `footprint`, `volume_delta` and `volume_profile`.
    public static let standard: IndicatorRegistry = {
        var registry = IndicatorRegistry()
        let types: [any FlowIndicator.Type] = [
            VolumeDeltaIndicator.self, CVDIndicator.self, DeltaDivergenceIndicator.self, FootprintIndicator.self,
            VolumeProfileIndicator.self,
        ]
        for type in types { registry.types[type.name] = type }
        return registry
    }()

    /// The names, sorted.
    public var names: [String] { types.keys.sorted() }

    /// Adds an indicator.
    ///
    /// - Throws: `IndicatorError.nameTaken`.
    public mutating func register(_ type: any FlowIndicator.Type) throws(IndicatorError) {
        guard types[type.name] == nil else { throw .nameTaken(type.name) }
        types[type.name] = type
    }

    /// Makes an indicator.
    ///
    /// - Throws: `IndicatorError` for a name or parameter that is not known.
    public func make(
        _ name: String, parameters: [String: String] = [:]
    ) throws(IndicatorError) -> any FlowIndicator {
        guard let type = types[name] else { throw .unknownName(name) }
        return try type.init(parameters: parameters)
    }
}

extension [String: String] {
    /// Whole numbers from 1 up by parameter name, with their defaults.
    func counts(_ defaults: [String: Int]) throws(IndicatorError) -> [String: Int] {
        var counts = defaults
        for (name, text) in sorted(by: { $0.key < $1.key }) {
            guard defaults[name] != nil else { throw .unknownParameter(name) }
            guard let value = Int(text), (1...1_000_000).contains(value) else {
                throw .invalidParameter(name, value: text)
            }
            counts[name] = value
        }
        return counts
    }
}
