import MarketModel

/// What is found in a drill, and every text that came out of the client in it.
final class DrillLog: Sendable {
    private struct State {
        var findings: [DrillFinding] = []
        var messages: [String] = []
        var secrets: Set<String> = []
    }

    private let state = Lock(State())

    var findings: [DrillFinding] { state.withLock { $0.findings } }

    /// Notes whether something holds, and the figure that tells.
    func expect(_ text: String, _ holds: Bool, _ figure: String) {
        state.withLock { state in
            state.findings.append(DrillFinding(text: text, holds: holds, figure: figure))
            state.messages.append(figure)
        }
    }

    /// Keeps what the client said, to be searched for secrets.
    func heard(_ message: Any) {
        let text = "\(message)"
        state.withLock { $0.messages.append(text) }
    }

    /// Names something that no message may hold.
    func keepSecret(_ secret: String) { state.withLock { _ = $0.secrets.insert(secret) } }

    /// Searches all messages for all secrets.
    func searchForSecrets() {
        let (messages, secrets) = state.withLock { ($0.messages, $0.secrets.filter { $0.count >= 8 }) }
        let leaks = messages.count { message in secrets.contains { message.contains($0) } }
        expect(
            "no message holds a secret", leaks == 0,
            "\(leaks) of \(messages.count) messages, \(secrets.count) secrets looked for")
    }

    /// The findings without the secrets that one of them may have let out.
    func redactedFindings() -> [DrillFinding] {
        state.withLock { state in
            state.findings.map { finding in
                let leaks = state.secrets.contains { $0.count >= 8 && finding.figure.contains($0) }
                return leaks ? DrillFinding(text: finding.text, holds: false, figure: "(held a secret)") : finding
            }
        }
    }
}
