import JSON

extension DrillReport {
    /// The report for people: one line for the drill and one for each finding.
    public var text: String {
        let head = "\(hasPassed ? "✓" : "✗") \(name)  \(Self.seconds(duration)) s\n    \(explanation)\n"
        return head
            + findings.map { finding in
                let figure = finding.figure.isEmpty ? "" : ": \(finding.figure)"
                return "    \(finding.holds ? "✓" : "✗") \(finding.text)\(figure)\n"
            }.joined()
    }

    /// The line after the last report.
    public static func summary(of reports: [DrillReport], took duration: Duration) -> String {
        let failed = reports.filter { !$0.hasPassed }
        let findings = reports.reduce(0) { $0 + $1.findings.count }
        let count = "\(reports.count) \(reports.count == 1 ? "drill" : "drills"), \(findings) assertions"
        let end =
            failed.isEmpty ? "all passed" : "\(failed.count) failed: \(failed.map(\.name).joined(separator: ", "))"
        return "\(count), \(end) (\(seconds(duration)) s)"
    }

    /// Seconds with two decimals.
    private static func seconds(_ duration: Duration) -> String {
        let hundredths = Int(duration / .milliseconds(10))
        let rest = String(hundredths % 100)
        return "\(hundredths / 100).\(rest.count == 1 ? "0" : "")\(rest)"
    }

    /// All reports as one object: `passed`, `seconds` and `drills`, each with its findings.
    public static func json(of reports: [DrillReport], took duration: Duration) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("passed", reports.allSatisfy(\.hasPassed))
        json.member("seconds", Double(duration / .milliseconds(1)) / 1000)
        json.key("drills")
        json.beginArray()
        for report in reports { report.write(to: &json) }
        json.endArray()
        json.endObject()
        return json.text
    }

    private func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("name", name)
        json.member("explanation", explanation)
        json.member("passed", hasPassed)
        json.member("seconds", Double(duration / .milliseconds(1)) / 1000)
        json.key("findings")
        json.beginArray()
        for finding in findings {
            json.beginObject()
            json.member("text", finding.text)
            json.member("holds", finding.holds)
            json.member("figure", finding.figure)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
