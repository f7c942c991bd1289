/// What is wrong with a configuration, and in which line.
public struct ConfigurationFault: Error, Equatable, CustomStringConvertible {
    /// From 1; `nil` for the file as a whole, or for the environment.
    public let line: Int?
    /// What is wrong, as the end of a sentence that begins with the place.
    public let problem: String

    init(line: Int?, _ problem: String) {
        self.line = line
        self.problem = problem
    }

    /// `line 3: says 'venu', which is no setting; did you mean 'venue'?`
    public var description: String { line.map { "line \($0): \(problem)" } ?? problem }
}
