/// All drills.
public enum DrillCatalog {
    /// One for every fault of the simulator, by where the fault happens, then those of several faults.
    public static let all: [FaultDrill] =
        TokenDrills.all + RefusalDrills.all + ThrottleDrills.all + FailureDrills.all + AnswerDrills.all
        + PlacementDrills.all + StreamDrills.all + HandshakeDrills.all + SilenceDrills.all + FrameDrills.all
        + QuoteDrills.all + PrintDrills.all
        + AmbiguousPlacementDrill.all

    /// The drill with a name; `nil` when there is none such.
    public static func drill(named name: String) -> FaultDrill? { all.first { $0.name == name } }

    /// Names that share a word with `text`, in the order of the catalogue.
    public static func names(like text: String) -> [String] {
        let words = Set(text.split(separator: "-").filter { $0.count > 2 })
        return all.map(\.name).filter { !words.isDisjoint(with: $0.split(separator: "-")) }
    }
}
