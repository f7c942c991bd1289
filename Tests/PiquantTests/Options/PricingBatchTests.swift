import MarketModel
import TestSupport
import Testing

@testable import piquant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The verbs `greeks` and `iv solve` over files.
@Suite struct PricingBatchTests {
    /// Runs a command on a table and gives back the exit code and the lines it wrote.
    private func run(_ words: [String], on text: String) async throws -> (ExitCode, [String]) {
        var template = Array("/tmp/piquant-batch-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        let (input, output) = ("\(folder)/in.csv", "\(folder)/out.csv")
        defer {
            unlink(input)
            unlink(output)
            rmdir(folder)
        }
        try OutputFile.write(text, to: input)
        guard case .run(let command, let arguments) = try Program.root.parse(words + ["--csv", input, "--out", output])
        else { throw UsageError("help") }
        let body = try #require(command.run)
        let code = try await body(arguments)
        return (code, try lines(of: output))
    }

    private func lines(of path: String) throws -> [String] {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(
        "each layout is known by its header and answered in its columns",
        arguments: [
            ("type,S,K,r,q,vol,T_years", "C,100,100,0.05,0.02,0.2,1", "piquant_price", 9.227_005_508_154_036),
            ("id,type,F,K,r,vol,T_years", "7,P,100,110,0.03,0.25,0.5", "piquant_delta_futures", -0.675_7),
            ("underlying,type,S,K,r,q,vol,T_years", "equity,P,100,100,0.05,0,0.2,1", "piquant_american", 6.090_37),
        ])
    func layouts(header: String, row: String, column: String, expected: Double) async throws {
        let (code, lines) = try await run(["greeks"], on: "\(header)\n\(row)\n")
        #expect(code == .done)
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix(header + ",piquant_") && lines[1].hasPrefix(row + ","))
        let place = try #require(lines[0].split(separator: ",").firstIndex { $0 == column })
        let value = try #require(Double(lines[1].split(separator: ",", omittingEmptySubsequences: false)[place]))
        #expect(abs(value - expected) < 1e-4)
    }

    @Test("rows that cannot be read are left out and the others answered")
    func faults() async throws {
        let (code, lines) = try await run(
            ["iv", "solve"],
            on: """
                type,S,K,r,q,T_years,price
                C,100,100,0,0,1,8
                X,100,100,0,0,1,8
                C,100,0,0,0,1,8
                C,100,100,0,0,0,8
                C,100,100,0,0,1,-
                C,1,2
                P,100,100,0,0,1,101
                P,100,120,0,0,1,19

                """)
        #expect(code == .incomplete)
        #expect(
            lines == [
                "type,S,K,r,q,T_years,price,piquant_implied_vol,piquant_status",
                "C,100,100,0,0,1,8,0.20086744102293957,ok",
                "P,100,100,0,0,1,101,,at_or_above_upper_bound",
                "P,100,120,0,0,1,19,,at_or_below_intrinsic",
            ])
    }

    @Test("American prices give American volatilities back")
    func american() async throws {
        let (code, lines) = try await run(
            ["iv", "solve"], on: "underlying,type,S,K,r,q,vol,T_years,price\nequity,P,100,100,0.05,0,0,1,6.09037\n")
        #expect(code == .done)
        let volatility = try #require(Double(lines[1].split(separator: ",", omittingEmptySubsequences: false)[9]))
        #expect(abs(volatility - 0.2) < 1e-6)
    }

    @Test("a table of another kind, a missing file and a missing option are refused")
    func refusals() async throws {
        await #expect(throws: Failure.self) { try await run(["greeks"], on: "a,b\n1,2\n") }
        await #expect(throws: UsageError.self) { try await run(["greeks"], on: "type,S,K,r,q,T_years,price\n") }
        await #expect(throws: UsageError.self) { try await run(["iv", "solve"], on: "type,S,K,r,q,vol,T_years\n") }
        guard case .run(let command, let arguments) = try Program.root.parse(["greeks", "--csv", "x"]) else { return }
        let body = try #require(command.run)
        await #expect(throws: UsageError.self) { try await body(arguments) }
    }
}
