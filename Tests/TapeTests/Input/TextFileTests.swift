import Tape
import TestSupport
import Testing

@Suite struct TextFileTests {
    @Test("the same text whether compressed or not", .enabled(if: RecordedData.isExpected))
    func compressed() throws {
        let path = try RecordedData.path("daily/vix_iv_rank_oracle.csv.gz")
        let text = try TextFile.read(path)
        #expect(text == (try GzipText.read(path)))
        #expect(text.hasPrefix("date,close,low_252") && text.utf8.count > 262_144)
    }

    @Test("a file that is not there is said to be so")
    func missing() {
        #expect(throws: TapeError.cannotOpen(path: "no/such/file.csv", code: 2)) {
            try TextFile.read("no/such/file.csv")
        }
    }
}
