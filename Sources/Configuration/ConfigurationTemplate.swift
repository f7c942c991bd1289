/// The file that a new user begins with: every setting, explained and commented out.
public enum ConfigurationTemplate {
    /// The text of the file.
    public static func text(of settings: [Setting]) -> String {
        var lines = ["# Piquant's configuration. Take the # away from what you want to change."]
        var block: [String] = []
        for setting in settings {
            let parts = setting.name.split(separator: ".").map(String.init)
            let parents = Array(parts.dropLast())
            lines.append("")
            for depth in parents.indices where block.count <= depth || block[depth] != parents[depth] {
                lines.append("\(indent(depth))\(parents[depth]):")
                block = Array(parents[...depth])
            }
            if parents.isEmpty { block = [] }
            lines += setting.explanation.map { "\(indent(parents.count))# \($0)" }
            let value = setting.initial ?? example(setting.kind)
            lines.append("\(indent(parents.count))# \(parts[parts.count - 1]): \(value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

    private static func example(_ kind: Setting.Kind) -> String {
        switch kind {
        case .choice(let words): words.first ?? ""
        case .flag: "no"
        case .count(let range): "\(min(max(2, range.lowerBound), range.upperBound))"
        }
    }
}
