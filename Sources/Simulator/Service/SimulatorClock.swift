public import MarketModel
import Wire

/// What the simulator takes the time from: the clock of the day, or one that tests move.
public struct SimulatorClock: Sendable {
    private let virtual: VirtualClock?

    /// The clock of the day.
    public static let wall = SimulatorClock(virtual: nil)

    /// A clock that stands still until it is moved.
    public static func virtual(_ clock: VirtualClock) -> SimulatorClock { SimulatorClock(virtual: clock) }

    private init(virtual: VirtualClock?) { self.virtual = virtual }

    /// Whether it is moved by hand.
    public var isVirtual: Bool { virtual != nil }

    /// The moment it shows.
    public func now() -> Timestamp { virtual?.now ?? SystemClock.now() }

    /// Moves a virtual clock on; false for the clock of the day, which nobody moves.
    @discardableResult
    public func advance(by span: Duration) -> Bool {
        virtual?.advance(by: span)
        return virtual != nil
    }

    func set(_ moment: Timestamp) { virtual?.set(moment) }
}

/// A clock that stands still until it is moved, for tests and repeatable runs.
public final class VirtualClock: Sendable {
    private let moment: Lock<Timestamp>

    /// Starts at a moment.
    public init(_ start: Timestamp) { moment = Lock(start) }

    /// The moment it shows.
    public var now: Timestamp { moment.withLock { $0 } }

    /// Moves it on; a span below zero leaves it where it is.
    public func advance(by span: Duration) { moment.withLock { $0 = $0 + max(.zero, span) } }

    /// Puts it anywhere: a snapshot that is restored takes its time along.
    func set(_ moment: Timestamp) { self.moment.withLock { $0 = moment } }
}
