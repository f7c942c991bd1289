import MarketModel
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One row of a recorded session calendar.
struct CalendarRow: Equatable {
    var day: TradingDay
    var open: Timestamp?
    var close: Timestamp?
    var isEarlyClose: Bool
    var pauseStart: Timestamp?
    var pauseEnd: Timestamp?
    var holiday: String
    var reopen: Timestamp?

    var isSession: Bool { open != nil }

    /// What the calendar under test says, in the same form.
    init(_ schedule: DaySchedule, _ day: TradingDay) {
        self.day = day
        open = schedule.session?.open
        close = schedule.session?.close
        isEarlyClose = schedule.session?.isEarlyClose ?? false
        pauseStart = schedule.session?.pause?.lowerBound
        pauseEnd = schedule.session?.pause?.upperBound
        holiday = schedule.holiday ?? ""
        reopen = schedule.reopen
    }

    init?(_ line: Substring) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 11, let day = TradingDay(fields[0]) else { return nil }
        self.day = day
        open = Timestamp(fields[3])
        close = Timestamp(fields[4])
        isEarlyClose = fields[5] == "1"
        pauseStart = Timestamp(fields[7])
        pauseEnd = Timestamp(fields[8])
        holiday = fields[9] == "Independence Day eve/after" ? "Independence Day eve" : fields[9]
        reopen = fields.count > 11 ? Timestamp(fields[11]) : nil
        guard isSession == (fields[2] == "1") else { return nil }
    }

    /// All rows of a recorded calendar.
    static func table(_ name: String) throws -> [CalendarRow] {
        let lines = String(decoding: try bytes(of: "calendars/\(name)_2005_2027.csv"), as: UTF8.self).split(
            separator: "\n"
        ).dropFirst()
        let rows = lines.compactMap(CalendarRow.init)
        try #require(rows.count == lines.count, "a row of \(name) cannot be read")
        return rows
    }
}

/// The content of a recorded file.
private func bytes(of name: String) throws -> [UInt8] {
    let file = open(try RecordedData.path(name), O_RDONLY)
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return bytes
}
