import TestSupport
import Testing

@testable import Configuration

struct ConfigurationTests {
    private static let settings: [Setting] = [
        .venue, .allowProduction, .requestsPerMinute, .requestsPerSecond("market-data"), .requestsPerSecond("orders"),
    ]

    private func read(
        _ text: String, _ environment: [String: String] = [:]
    ) throws(ConfigurationFaults) -> Configuration {
        try Configuration(Array(text.utf8), settings: Self.settings, environment: { environment[$0] })
    }

    private func faults(_ text: String, _ environment: [String: String] = [:]) -> [String] {
        do throws(ConfigurationFaults) {
            _ = try read(text, environment)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test("the file is read with its lines, the environment comes above it, what nobody says is the default")
    func resolves() throws {
        let text = """
            # mine
            venue: sandbox
            allow-production: 'yes'
            requests:
              per-minute: 120
              per-second:
                market-data: 5
            """
        let configuration = try read(text, ["PIQUANT_VENUE": "paper", "PIQUANT_ALLOW_PRODUCTION": ""])
        #expect(configuration[.venue] == .init(text: "paper", origin: .environment("PIQUANT_VENUE")))
        #expect(configuration[.allowProduction] == .init(text: "yes", origin: .file(line: 3)))
        #expect(configuration.count(.requestsPerMinute) == 120)
        #expect(configuration[.requestsPerSecond("market-data")] == .init(text: "5", origin: .file(line: 7)))
        #expect(configuration[.requestsPerSecond("orders")] == .init(text: nil, origin: .initial))
        let empty = try read("")
        #expect(empty[.venue] == .init(text: "simulator", origin: .initial))
        #expect(empty[.allowProduction].text == "no" && empty.count(.requestsPerMinute) == nil)
    }

    @Test(
        "what cannot be used is named with its line, and what was meant",
        arguments: [
            ("venu: sandbox", ["line 1: says 'venu', which is no setting; did you mean 'venue'?"]),
            ("venue: sandbx", ["line 1: says 'sandbx', but venue is one of simulator, sandbox or paper"]),
            ("venue: production", ["line 1: says 'production', but venue is one of simulator, sandbox or paper"]),
            ("allow-production: true", ["line 1: says 'true', but allow-production is yes or no"]),
            (
                "requests:\n  per-minute: 0",
                ["line 2: says '0', but requests.per-minute is a whole number from 1 to 1000000"]
            ),
            (
                "per-minute: 5", ["line 1: says 'per-minute', which is no setting; did you mean 'requests.per-minute'?"]
            ),
            ("venue: [sandbox]", ["line 1: gives 'venue' a list; it takes a single value"]),
            ("requests: 5", ["line 1: gives 'requests' a single value where a block of further keys belongs"]),
            ("- a\n- b", ["line 1: holds a list where 'name: value' lines belong"]),
            ("venue: sandbox\nvenue: paper", ["line 2: says 'venue' again; line 1 said it"]),
            ("venue: &a sandbox", ["line 1: has an anchor or a tag, which a configuration does not need"]),
            ("venue: *a", ["line 1: has an alias, which a configuration does not need"]),
            ("---\nvenue: paper\n---\nvenue: paper", ["line 3: begins a second document; a configuration is one"]),
            (
                "venue: x\nallow-production: 2",
                [
                    "line 1: says 'x', but venue is one of simulator, sandbox or paper",
                    "line 2: says '2', but allow-production is yes or no",
                ]
            ),
        ])
    func refuses(text: String, expected: [String]) {
        #expect(faults(text) == expected)
    }

    @Test("what is no YAML is refused with its line, and so is a variable that cannot be used")
    func malformed() {
        #expect(faults("venue: 'sandbox").first?.contains("cannot be read as YAML") == true)
        #expect(faults("a: b: c").first?.hasPrefix("line 1: cannot be read as YAML") == true)
        #expect(
            faults("", ["PIQUANT_VENUE": "prod"]).first?.hasPrefix("PIQUANT_VENUE is 'prod'; venue is one of") == true)
        #expect(faults(String(repeating: "[", count: 40)).first?.contains("nested deeper than 16") == true)
        #expect(faults(String(repeating: "#", count: YAMLReader.largest + 1)).first?.contains("at most") == true)
    }

    @Test("whatever the bytes, reading ends with a configuration or with faults", arguments: UInt64(0)..<40)
    func hostile(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let seedText = Array("venue: sandbox\nrequests:\n  per-second: {orders: 3}\n# é\n".utf8)
        for _ in 0..<200 {
            var bytes = seedText
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
            do throws(ConfigurationFaults) {
                _ = try Configuration(bytes, settings: Self.settings, environment: { _ in nil })
            } catch {
                #expect(!error.faults.isEmpty)
            }
        }
    }

    @Test("the generated file changes nothing, and each of its lines can be taken into use")
    func template() throws {
        let text = ConfigurationTemplate.text(of: Self.settings)
        let untouched = try read(text)
        #expect(Self.settings.allSatisfy { untouched[$0].origin == .initial })
        let used = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            guard let mark = line.firstIndex(of: "#") else { return String(line) }
            let rest = line[line.index(mark, offsetBy: 2)...]
            guard Self.settings.contains(where: { rest.hasPrefix(($0.name.split(separator: ".").last ?? "") + ": ") })
            else { return String(line) }
            return "\(line[..<mark])\(rest)"
        }
        let configuration = try read(used.joined(separator: "\n"))
        #expect(Self.settings.allSatisfy { configuration[$0].origin != Configuration.Origin.initial })
    }
}
