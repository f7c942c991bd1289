import MarketModel

/// Readers of the usual spellings of values, a word at a time. Each takes the position of a value and gives the
/// position after it, or `FastValue.unusual` when the spelling needs `SlowValue`.
///
/// The bytes are followed by zeros (`FeedDecoder.padding`), which are no part of any value: nothing reads past them.
enum FastValue {
    /// Not a usual spelling, or not a value at all.
    static let unusual = -1

    /// Powers of ten up to 10⁹.
    private static let scales: InlineArray<10, Int64> = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    ]

    private static let null: UInt64 = 0x6C6C_756E
    private static let quotedNaN: UInt64 = 0x22_4E61_4E22

    /// `null`
    @inline(__always)
    static func isNull(_ word: UInt64) -> Bool { word & 0xFFFF_FFFF == null }

    /// A decimal number in billionths. `"NaN"` and null are the reserved "absent" value.
    @inline(__always)
    static func fixed(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        let word = bytes.word(start)
        let stops = DigitWord.nonDigits(word)
        let wholeDigits = stops.trailingZeroBitCount &>> 3
        let rest = stops & (stops &- 1)
        let hasPoint = (word &>> UInt64(truncatingIfNeeded: 8 &* wholeDigits)) & 0xFF == 0x2E
        guard stops != 0, wholeDigits != 0, !hasPoint || rest != 0 else { return fixedRare(bytes, start, &value) }
        // Without a branch on the length, as prices change theirs from print to print: the point is cut out, and
        // the digits on both sides read as one whole number of 10^-decimals.
        let end = hasPoint ? rest.trailingZeroBitCount &>> 3 : wholeDigits
        let low = ~(~0 &<< UInt64(truncatingIfNeeded: 8 &* wholeDigits))
        let digits = hasPoint ? (word & low) | ((word &>> 8) & ~low) : word
        let count = hasPoint ? end &- 1 : wholeDigits
        let decimals = count &- wholeDigits
        value = Int64(truncatingIfNeeded: DigitWord.value(digits, count: count)) &* scales[9 &- decimals]
        return hasPoint && decimals == 0 ? unusual : start &+ end
    }

    /// Signs, texts in the place of numbers, and numbers of more than seven characters.
    @inline(never)
    private static func fixedRare(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        let word = bytes.word(start)
        if word & 0xFF_FFFF_FFFF == quotedNaN {
            value = Price.absentBillionths
            return start &+ 5
        }
        if isNull(word) {
            value = Price.absentBillionths
            return start &+ 4
        }
        let isNegative = word & 0xFF == 0x2D
        let end = fixedLong(bytes, isNegative ? start &+ 1 : start, &value)
        if isNegative { value = 0 &- value }
        return end
    }

    /// A decimal number of up to ten digits, then up to nine decimals.
    @inline(__always)
    private static func fixedLong(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        var whole: Int64 = 0
        var position = digits(bytes, start, most: 10, &whole)
        guard position >= 0 else { return unusual }
        var fraction: Int64 = 0
        if bytes.byte(position) == 0x2E {
            let first = position &+ 1
            position = digits(bytes, first, most: 9, &fraction)
            guard position >= 0 else { return unusual }
            fraction = fraction &* scales[9 &- (position &- first)]
        }
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, sumOverflow) = scaled.addingReportingOverflow(fraction)
        guard !overflow, !sumOverflow else { return unusual }
        value = sum
        return position
    }

    /// One to `most` digits, at most 16.
    @inline(__always)
    private static func digits(_ bytes: RawSpan, _ start: Int, most: Int, _ value: inout Int64) -> Int {
        let high = bytes.word(start)
        let stops = DigitWord.nonDigits(high)
        if stops != 0 {
            let count = stops.trailingZeroBitCount &>> 3
            guard count != 0 else { return unusual }
            value = Int64(truncatingIfNeeded: DigitWord.value(high, count: count))
            return start &+ count
        }
        let low = bytes.word(start &+ 8)
        let count = DigitWord.nonDigits(low).trailingZeroBitCount &>> 3
        guard 8 &+ count <= most else { return unusual }
        value = Int64(truncatingIfNeeded: DigitWord.value(high))
        if count != 0 {
            value = value &* scales[count] &+ Int64(truncatingIfNeeded: DigitWord.value(low, count: count))
        }
        return start &+ 8 &+ count
    }

    /// An integer, usually of up to seven digits.
    @inline(__always)
    static func integer(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        let word = bytes.word(start)
        let stops = DigitWord.nonDigits(word)
        let count = stops.trailingZeroBitCount &>> 3
        guard stops != 0, count != 0 else { return integerLong(bytes, start, &value) }
        value = Int64(truncatingIfNeeded: DigitWord.value(word, count: count))
        return start &+ count
    }

    /// An integer of any length and sign that fits 64 bits.
    @inline(never)
    static func integerLong(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        var position = start
        let isNegative = bytes.byte(position) == 0x2D
        if isNegative { position &+= 1 }
        let first = position
        var magnitude: UInt64 = 0
        while case let digit = bytes.byte(position) &- 48, digit < 10 {
            guard position &- first < 19 else { return unusual }
            magnitude = magnitude &* 10 &+ UInt64(digit)
            position &+= 1
        }
        guard position > first, magnitude <= UInt64(Int64.max) else { return unusual }
        value = isNegative ? 0 &- Int64(magnitude) : Int64(magnitude)
        return position
    }

    /// Milliseconds, mostly of 13 digits or 0.
    @inline(__always)
    static func milliseconds(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        let high = bytes.word(start)
        let low = bytes.word(start &+ 8)
        // A branch on the length: the next field's position is then known without waiting for these digits.
        guard DigitWord.nonDigits(high) == 0, DigitWord.nonDigits(low) & 0x8080_8080_8080 == 0x8000_0000_0000
        else { return integer(bytes, start, &value) }
        value =
            Int64(truncatingIfNeeded: DigitWord.value(high)) &* 100_000
            &+ Int64(truncatingIfNeeded: DigitWord.value(low, count: 5))
        return start &+ 13
    }

    /// An index, mostly of 19 digits.
    @inline(__always)
    static func index(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        let high = bytes.word(start)
        let middle = bytes.word(start &+ 8)
        let low = bytes.word(start &+ 16)
        guard DigitWord.nonDigits(high) | DigitWord.nonDigits(middle) == 0,
            DigitWord.nonDigits(low) & 0x8080_8080 == 0x8000_0000
        else { return integerLong(bytes, start, &value) }
        // 19 digits stay below 2^64.
        let magnitude =
            (DigitWord.value(high) &* 100_000_000 &+ DigitWord.value(middle)) &* 1000
            &+ DigitWord.value(low, count: 3)
        value = Int64(truncatingIfNeeded: magnitude)
        return magnitude <= UInt64(Int64.max) ? start &+ 19 : unusual
    }

    /// `true` or `false`, without a branch on which.
    @inline(__always)
    static func bool(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        let word = bytes.word(start)
        let isTrue = word & 0xFFFF_FFFF == 0x6575_7274
        let isFalse = word & 0xFF_FFFF_FFFF == 0x65_736C_6166
        value = isTrue ? 1 : 0
        return isTrue || isFalse ? start &+ (isTrue ? 4 : 5) : unusual
    }

    /// `"BUY"`, `"SELL"` or `"UNDEFINED"`, without a branch on the first two.
    @inline(__always)
    static func aggressorSide(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        let word = bytes.word(start)
        let isBuy = word & 0xFF_FFFF_FFFF == 0x22_5955_4222
        let isSell = word & 0xFFFF_FFFF_FFFF == 0x224C_4C45_5322
        value = isBuy ? 1 : 2
        if isBuy || isSell { return start &+ (isBuy ? 5 : 6) }
        value = 0
        let isUndefined = word == 0x4E49_4645_444E_5522 && bytes.word(start &+ 8) & 0xFF_FFFF == 0x22_4445
        return isUndefined ? start &+ 11 : unusual
    }

    /// A character in quotes; `"\u0000"`, `""` and null are unset.
    @inline(__always)
    static func character(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        let word = bytes.word(start)
        let letter = (word &>> 8) & 0xFF
        if word & 0xFF_00FF == 0x22_0022, letter >= 0x20, letter < 0x7F, letter != 0x5C, letter != 0x22 {
            value = Int64(truncatingIfNeeded: letter)
            return start &+ 3
        }
        value = 0
        if word == 0x2230_3030_3075_5C22 { return start &+ 8 }
        if word & 0xFFFF == 0x2222 { return start &+ 2 }
        return isNull(word) ? start &+ 4 : unusual
    }

    /// Moves past any scalar in its usual spelling.
    static func skip(_ bytes: RawSpan, _ start: Int) -> Int {
        var ignored: Int64 = 0
        switch bytes.byte(start) {
        case 0x22:
            let close = plainStringEnd(bytes, start &+ 1)
            return close >= 0 ? close &+ 1 : unusual
        case 0x74, 0x66: return bool(bytes, start, &ignored)
        case 0x6E: return isNull(bytes.word(start)) ? start &+ 4 : unusual
        default: return double(bytes, start, &ignored)
        }
    }

    /// The end of a plain ASCII string: the position of its closing quote; `start` is after the opening one.
    @inline(__always)
    static func plainStringEnd(_ bytes: RawSpan, _ start: Int) -> Int {
        var position = start
        while true {
            let stops = DigitWord.stringStops(bytes.word(position))
            if stops != 0 {
                position &+= stops.trailingZeroBitCount &>> 3
                return bytes.byte(position) == 0x22 ? position : unusual
            }
            position &+= 8
        }
    }

    /// The nearest double of a number with up to 19 significant digits and 22 decimals, rightly rounded.
    /// `"NaN"` and null are NaN.
    @inline(__always)
    static func double(_ bytes: RawSpan, _ start: Int, _ value: inout Int64) -> Int {
        var position = start
        let isNegative = bytes.byte(position) == 0x2D
        if isNegative { position &+= 1 }
        let first = position
        var digits: UInt64 = 0
        while case let digit = bytes.byte(position) &- 48, digit < 10 {
            digits = digits &* 10 &+ UInt64(digit)
            position &+= 1
        }
        var count = position &- first
        guard count > 0 else {
            let word = bytes.word(start)
            value = Int64(bitPattern: Double.nan.bitPattern)
            if word & 0xFF_FFFF_FFFF == quotedNaN { return start &+ 5 }
            return isNull(word) ? start &+ 4 : unusual
        }
        var decimals = 0
        if bytes.byte(position) == 0x2E {
            position &+= 1
            let firstDecimal = position
            while case let digit = bytes.byte(position) &- 48, digit < 10 {
                digits = digits &* 10 &+ UInt64(digit)
                position &+= 1
            }
            decimals = position &- firstDecimal
            count &+= decimals
            guard decimals > 0 else { return unusual }
        }
        guard count <= 19, decimals <= 19 else { return unusual }
        let magnitude = DecimalQuotient.double(digits, decimals: decimals)
        value = Int64(bitPattern: (isNegative ? -magnitude : magnitude).bitPattern)
        return position
    }
}
