import MarketModel
import OrderFlow

/// A seeded stream of prints shaped like an E-mini S&P 500 session: a one-tick spread, bid/ask bounce, runs of one
/// side, sizes mostly one to four with a long tail, several prints in one millisecond, 3 % without an aggressor.
struct PrintStream {
    private var random: SplitMix
    private var time: Int64
    private var bid: Int64 = 4800 * 1_000_000_000
    private let tick: Int64 = 250_000_000
    private var buying = true
    private var sequence: Int64 = 0

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        time = 1_703_545_200_000_000_000
    }

    mutating func prints(_ count: Int) -> [Print] {
        (0..<count).map { _ in next() }
    }

    private mutating func next() -> Print {
        let bits = random.next()
        // A quarter of the prints shares the moment of the one before; the others come 0 to 64 ms later.
        let before = time / 1_000_000
        if bits & 3 != 0 { time += Int64(bits >> 2 & 0x3ff_ffff) }
        sequence = time / 1_000_000 == before ? sequence + 1 : 0
        if bits >> 28 & 3 == 0 { buying.toggle() }
        if bits >> 30 & 15 == 0 { bid += (bits >> 34 & 1 == 0 ? tick : -tick) }
        let sizeBits = bits >> 35 & 127
        let size = sizeBits < 100 ? sizeBits & 3 + 1 : sizeBits < 124 ? sizeBits - 95 : sizeBits
        let hasSide = bits >> 42 & 31 != 0
        let millisecond = time / 1_000_000
        return Print(
            time: Timestamp(nanoseconds: time),
            index: EventIndex.pack(milliseconds: millisecond, sequence: sequence),
            price: Price(billionths: buying ? bid + tick : bid), size: Quantity(whole: Int(size)),
            bid: Price(billionths: bid), ask: Price(billionths: bid + tick),
            side: hasSide ? (buying ? .buy : .sell) : .undefined)
    }
}

/// SplitMix64.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
