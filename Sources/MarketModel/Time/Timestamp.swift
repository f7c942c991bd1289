/// A moment: nanoseconds since 1970-01-01 00:00:00 UTC, leap seconds not counted.
///
/// Spans 1677 to 2262.
@frozen
public struct Timestamp: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Nanoseconds since the start of 1970 UTC.
    public let nanoseconds: Int64

    /// Creates a moment from nanoseconds since 1970 UTC.
    @inlinable
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Creates a moment from the feed's split form.
    ///
    /// - Parameters:
    ///   - milliseconds: Milliseconds since 1970 UTC.
    ///   - nanoPart: Nanoseconds within that millisecond.
    /// - Returns: `nil` when the moment is outside the range of the type.
    @inlinable
    public init?(milliseconds: Int64, nanoPart: Int64 = 0) {
        let (scaled, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, sumOverflow) = scaled.addingReportingOverflow(nanoPart)
        guard !overflow, !sumOverflow else { return nil }
        self.init(nanoseconds: sum)
    }

    @inlinable
    public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.nanoseconds < rhs.nanoseconds }

    /// The start of 1970 UTC.
    public static let epoch = Timestamp(nanoseconds: 0)

    /// Whole milliseconds since 1970 UTC, towards the past.
    @inlinable
    public var milliseconds: Int64 {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return rest < 0 ? whole - 1 : whole
    }

    /// Whole seconds since 1970 UTC, towards the past.
    @inlinable
    public var seconds: Int64 {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return rest < 0 ? whole - 1 : whole
    }

    /// The moment so much later; stops at the ends of the type's range.
    public static func + (moment: Timestamp, span: Duration) -> Timestamp {
        let (sum, overflow) = moment.nanoseconds.addingReportingOverflow(span.wholeNanoseconds)
        return Timestamp(nanoseconds: overflow ? (span < .zero ? .min : .max) : sum)
    }

    /// The moment so much earlier.
    public static func - (moment: Timestamp, span: Duration) -> Timestamp { moment + (.zero - span) }

    /// The span from `earlier` to this moment; negative when this one is earlier.
    public static func - (moment: Timestamp, earlier: Timestamp) -> Duration {
        .nanoseconds(moment.nanoseconds &- earlier.nanoseconds)
    }
}

extension Duration {
    /// The span in nanoseconds, cut towards zero; stops at the ends of `Int64`.
    public var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, sumOverflow) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || sumOverflow ? (seconds < 0 ? .min : .max) : sum
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC with as many decimals as needed: `2026-11-20T14:30:00.25Z`.
    public var description: String { isoText() + "Z" }

    /// Day and time in UTC without a zone: `2026-11-20T14:30:00.25`.
    ///
    /// - Parameter decimals: Digits of the second, 0 to 9, what is beyond them cut off; `nil` for as many as needed.
    package func isoText(decimals: Int? = nil) -> String {
        let day = TradingDay(utcDayOf: self)
        let (year, month, dayOfMonth) = day.civil
        // In 128 bits: the first day of the range begins before it.
        let intoDay = Int(Int128(nanoseconds) - Int128(day.daysSince1970) * Int128(TradingDay.nanosecondsPerDay))
        let (seconds, rest) = intoDay.quotientAndRemainder(dividingBy: 1_000_000_000)
        var (fraction, digits) = (rest, 9)
        while digits > decimals ?? 0, decimals != nil || fraction % 10 == 0 {
            fraction /= 10
            digits -= 1
        }
        return String(unsafeUninitializedCapacity: 32) { buffer in
            var count = 0
            func put(_ value: Int, _ width: Int, _ mark: Unicode.Scalar?) {
                var rest = value
                for place in (0..<width).reversed() {
                    buffer[count + place] = 48 + UInt8(rest % 10)
                    rest /= 10
                }
                count += width
                guard let mark else { return }
                buffer[count] = UInt8(ascii: mark)
                count += 1
            }
            put(year, 4, "-")
            put(month, 2, "-")
            put(dayOfMonth, 2, "T")
            put(seconds / 3600, 2, ":")
            put(seconds / 60 % 60, 2, ":")
            put(seconds % 60, 2, digits > 0 ? "." : nil)
            put(fraction, digits, nil)
            return count
        }
    }

    /// Reads ISO 8601 text: `2026-11-20T14:30:00.25Z`, with `+00:00` or another offset in place of `Z`.
    ///
    /// Returns `nil` for anything else, a missing zone included.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        func digits(_ range: Range<Int>) -> Int64? {
            guard range.upperBound <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[range] {
                guard case let digit = byte &- 48, digit < 10 else { return nil }
                value = value * 10 + Int64(digit)
            }
            return value
        }
        guard bytes.count >= 20, let day = TradingDay(String(decoding: bytes[..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = digits(11..<13), let minute = digits(14..<16), let second = digits(17..<19),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var position = 19
        var fraction: Int64 = 0
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            var unit: Int64 = 100_000_000
            let start = position
            while position < bytes.count, case let digit = bytes[position] &- 48, digit < 10 {
                fraction += Int64(digit) * unit
                unit /= 10
                position += 1
            }
            guard position > start else { return nil }
        }
        var offset: Int64 = 0
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: "Z") {
            guard position + 1 == bytes.count else { return nil }
        } else {
            let sign: Int64 = bytes[position] == UInt8(ascii: "-") ? -1 : 1
            guard bytes[position] == UInt8(ascii: "+") || sign < 0, bytes.count == position + 6,
                bytes[position + 3] == UInt8(ascii: ":"),
                let hours = digits(position + 1..<position + 3), let minutes = digits(position + 4..<position + 6)
            else { return nil }
            offset = sign * (hours * 3600 + minutes * 60)
        }
        let intoDay = (hour * 3600 + minute * 60 + second - offset) * 1_000_000_000 + fraction
        let sum = Int128(day.daysSince1970) * Int128(TradingDay.nanosecondsPerDay) + Int128(intoDay)
        guard let nanoseconds = Int64(exactly: sum) else { return nil }
        self.init(nanoseconds: nanoseconds)
    }
}
