public import Simulator

/// One drill: the client and the engine against something that goes wrong, and what must hold all the same.
public struct FaultDrill: Sendable {
    /// What it is called: the fault's name where it is of one fault.
    public let name: String
    /// The faults that strike in it, each at least once: a drill in which nothing happened does not pass.
    public let faults: [SimulatorFault]
    /// What it shows, in one line.
    public let promise: String
    let run: @Sendable (DrillGround) async throws -> Void

    /// A drill of one fault, under its name.
    init(
        _ fault: SimulatorFault, _ promise: String, run: @escaping @Sendable (DrillGround) async throws -> Void
    ) {
        self.init(fault.rawValue, [fault], promise, run: run)
    }

    init(
        _ name: String, _ faults: [SimulatorFault], _ promise: String,
        run: @escaping @Sendable (DrillGround) async throws -> Void
    ) {
        self.name = name
        self.faults = faults
        self.promise = promise
        self.run = run
    }

    /// What goes wrong, in the words of the catalogue of faults.
    public var explanation: String {
        faults.count == 1
            ? faults[0].card.explanation : "Several at a time: " + faults.map(\.rawValue).joined(separator: ", ")
    }
}
