/// What an option entitles its holder to do with the underlying.
public enum OptionRight: String, Sendable, CaseIterable, BitwiseCopyable {
    /// To buy it at the strike.
    case call = "C"
    /// To sell it at the strike.
    case put = "P"
}
