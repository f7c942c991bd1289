import JSON

/// What a probe of a venue found, check by check.
struct ProbeReport: Sendable {
    /// How one check ended.
    enum Verdict: String, Sendable {
        /// As it should be.
        case ok
        /// Reached, but not all of it: something was lost or did not come.
        case incomplete
        /// Not reached.
        case failed
        /// Not tried.
        case skipped
    }

    /// One check.
    struct Check: Sendable {
        /// `GET /accounts/{account_number}/positions`, or `TimeAndSale /ESZ26:XCME`.
        let name: String
        let verdict: Verdict
        /// What was seen, or why it was not tried.
        let seen: String
        /// What to do about it; empty when nothing is to be done.
        let remedy: String

        init(_ name: String, _ verdict: Verdict, _ seen: String, remedy: String = "") {
            self.name = name
            self.verdict = verdict
            self.seen = seen
            self.remedy = remedy
        }
    }

    var venue: String
    var host: String
    var checks: [Check] = []

    /// 1 when something could not be reached, 4 when something was incomplete, 0 else.
    var code: ExitCode {
        if checks.contains(where: { $0.verdict == .failed }) { return .failed }
        return checks.contains { $0.verdict == .incomplete } ? .incomplete : .done
    }

    /// How many checks ended in each way, in one line.
    var summary: String {
        let counts = [Verdict.ok, .incomplete, .failed, .skipped].map { verdict in
            "\(checks.count { $0.verdict == verdict }) \(verdict.rawValue)"
        }
        return "\(venue) at \(host): " + counts.joined(separator: ", ")
    }

    var text: String {
        var table = TextTable(["check", "verdict", "what was seen"], alignment: [.left, .left, .left])
        for check in checks {
            table.add([check.name, check.verdict.rawValue, check.seen])
            if !check.remedy.isEmpty { table.add(["", "", "do: " + check.remedy]) }
        }
        return table.text + summary
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("venue", venue)
        json.member("host", host)
        json.key("checks")
        json.beginArray()
        for check in checks {
            json.beginObject()
            json.member("name", check.name)
            json.member("verdict", check.verdict.rawValue)
            json.member("seen", check.seen)
            json.member("remedy", check.remedy.isEmpty ? nil : check.remedy)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
