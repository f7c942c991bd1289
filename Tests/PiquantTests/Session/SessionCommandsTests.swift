import Tastytrade
import Testing
import Wire

@testable import piquant

struct SessionCommandsTests {
    private func arguments(_ command: Command, _ words: String...) throws -> Arguments {
        guard case .run(_, let arguments) = try command.parse(words) else { throw UsageError("help") }
        return arguments
    }

    @Test("the venue is asked by the version that the program prints")
    func version() { #expect(Session.userAgent == "piquant/\(Program.version)") }

    @Test("a misspelt venue is a usage error that names the four")
    func misspelt() throws {
        let arguments = try arguments(WhoamiCommand.command, "--venue", "prodution")
        do {
            _ = try VenueSession.venue(arguments)
            Issue.record("that is no venue")
        } catch let error as UsageError {
            for venue in Venue.allCases { #expect(error.message.contains(venue.rawValue)) }
        }
    }

    @Test("no command takes a secret as an argument", arguments: [LoginCommand.command, LogoutCommand.command])
    func noSecretArguments(command: Command) {
        let names = command.options.map(\.name)
        #expect(names.allSatisfy { !$0.contains("token") && !$0.contains("password") && $0 != "client-secret" })
        #expect(command.arguments.isEmpty)
    }

    @Test("another address than the venue's own is refused before anything is sent")
    func foreignAddress() throws {
        let arguments = try arguments(
            WhoamiCommand.command, "--venue", "production", "--simulator", "https://evil.example")
        do {
            _ = try VenueSession.binding(.production, arguments)
            Issue.record("that address is not the venue's")
        } catch let failure as Failure {
            #expect(failure.code == "P430")
        }
    }

    @Test("every error of the client has a code of its own and an explanation")
    func codes() {
        let errors: [TastytradeError] = [
            .grantRefused(code: "c", description: "d"), .wrongEnvironment(issuer: "i", venue: .paper),
            .clientRefused(code: "c"), .tokenUnavailable(.throttled, retryAfter: .seconds(1)), .unauthorized,
            .agentRefused, .notPermitted(code: "c"), .notFound(code: "c"), .refused(status: 4, code: "c", message: ""),
            .throttled, .circuitOpen(retryAfter: .seconds(1)), .orderNotPermitted(venue: .paper),
            .noSuchHost(.backtester, venue: .sandbox), .passwordSessionRetired(venue: .paper),
            .venueFailed(status: 500), .unexpectedAnswer(field: "f"),
        ]
        #expect(Set(errors.map(\.code)).count == errors.count)
        #expect(errors.allSatisfy { $0.explanation.count > 40 })
    }

    @Test("a probe's exit code tells the worst that was found")
    func probe() {
        var report = ProbeReport(venue: "sandbox", host: "h")
        #expect(report.code == .done)
        report.checks = [.init("a", .ok, "read whole"), .init("b", .skipped, "it may change something")]
        #expect(report.code == .done)
        report.checks.append(.init("c", .incomplete, "nothing came", remedy: "wait"))
        #expect(report.code == .incomplete)
        report.checks.append(.init("d", .failed, "down"))
        #expect(report.code == .failed)
        #expect(report.summary == "sandbox at h: 1 ok, 1 incomplete, 1 failed, 1 skipped")
        #expect(report.text.contains("do: wait"))
    }
}
