public import MarketModel

/// Which faults are switched on, asked by every part of the simulator that can have one.
///
/// Chance comes from a seed: the same questions in the same order get the same answers.
public final class FaultBoard: Sendable {
    /// A fault that is switched on.
    public struct Active: Sendable, Equatable {
        /// Which.
        public let fault: SimulatorFault
        /// How it behaves.
        public let settings: FaultSettings
        /// When it was switched on.
        public let since: Timestamp
        /// How many chances it has had and how many of them it took.
        public internal(set) var chances = 0, strikes = 0

        func isOver(at now: Timestamp) -> Bool {
            if let count = settings.count, strikes >= count { return true }
            return settings.duration.map { now >= since + $0 } ?? false
        }
    }

    private struct State {
        var active: [SimulatorFault: Active] = [:]
        /// How often each has struck since the start, faults that are over included.
        var struck: [SimulatorFault: Int] = [:]
        var random: SplitMix
    }

    private let state: Lock<State>

    /// A board with nothing on it.
    public init(seed: UInt64 = 1) { state = Lock(State(random: SplitMix(seed: SplitMix.hash(seed, 0xFA017)))) }

    /// Switches a fault on, in place of the same one.
    public func switchOn(_ order: FaultOrder, at now: Timestamp) {
        state.withLock {
            $0.active[order.fault] = Active(fault: order.fault, settings: order.settings, since: now)
        }
    }

    /// Switches a fault off; false when it was not on.
    @discardableResult
    public func switchOff(_ fault: SimulatorFault) -> Bool {
        state.withLock { $0.active.removeValue(forKey: fault) != nil }
    }

    /// Switches all off.
    public func clear() { state.withLock { $0.active.removeAll() } }

    /// What is on, by name.
    public func active(at now: Timestamp) -> [Active] {
        state.withLock { $0.active.values.filter { !$0.isOver(at: now) }.sorted { $0.fault < $1.fault } }
    }

    /// How often a fault has struck since the start.
    public func strikes(of fault: SimulatorFault) -> Int { state.withLock { $0.struck[fault] ?? 0 } }

    /// Whether a fault strikes here and now: takes one of its chances.
    ///
    /// - Parameter names: What the thing it would strike is called: path, symbol, account.
    /// - Returns: Its settings when it strikes.
    public func strike(
        _ fault: SimulatorFault, on names: @autoclosure () -> [String] = [], at now: Timestamp
    ) -> FaultSettings? {
        state.withLock { state in
            guard !state.active.isEmpty, var active = state.active[fault] else { return nil }
            guard !active.isOver(at: now) else {
                state.active[fault] = nil
                return nil
            }
            guard active.settings.concerns(names()) else { return nil }
            active.chances += 1
            let probability = active.settings.probability
            let isChosen =
                active.chances > active.settings.after && (probability >= 1 || state.random.unit() < probability)
            if isChosen {
                active.strikes += 1
                state.struck[fault, default: 0] += 1
            }
            state.active[fault] = active
            return isChosen ? active.settings : nil
        }
    }

    /// Whether a fault is on for a thing, without taking a chance: for what is a state rather than an event. Every time
    /// it is counts as a strike.
    public func isOn(_ fault: SimulatorFault, _ names: @autoclosure () -> [String] = [], at now: Timestamp) -> Bool {
        setting(fault, names(), at: now) != nil
    }

    /// The settings of a fault that is on for a thing, as `isOn`.
    func setting(
        _ fault: SimulatorFault, _ names: @autoclosure () -> [String] = [], at now: Timestamp
    ) -> FaultSettings? {
        state.withLock { state in
            guard !state.active.isEmpty, let active = state.active[fault], !active.isOver(at: now),
                active.settings.concerns(names())
            else { return nil }
            state.struck[fault, default: 0] += 1
            return active.settings
        }
    }

    /// Whether nothing is on: asked before anything that costs.
    var isClear: Bool { state.withLock { $0.active.isEmpty } }
}
