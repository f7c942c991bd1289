import MarketModel

/// Makes one second of one instrument's market from nothing but the seed, the instrument and the second.
///
/// Because no second needs the one before it, history is made when someone asks, and comes out the same as it did
/// live. Each second begins with a quote; trades hit the quote that stands, so a buy is never below the ask.
struct SyntheticBlock {
    /// An event and when it happened; quotes carry no exact time of their own.
    struct Timed {
        var time: Timestamp
        var event: MarketEvent
    }

    private struct Standing {
        var bid: Int64
        var ask: Int64
    }

    /// Conditions that equities report, as ids of the session's name table.
    struct Conditions {
        var regular: NameID
        var oddLot: NameID
    }

    private static let slotsPerSecond = 200
    private static let equityExchanges: [UInt8] = Array("QPZKDDJ".utf8)

    let instrument: SyntheticInstrument
    let symbol: NameID
    private let seed: UInt64
    private let conditions: Conditions
    private let correctionsPerMillion: Int
    private let path: SyntheticPath
    private let activity: [(noise: ValueNoise, size: Int64)]
    private let isFuture: Bool
    private let isIndex: Bool

    init(
        instrument: SyntheticInstrument, symbol: NameID, seed: UInt64, conditions: Conditions,
        correctionsPerMillion: Int
    ) {
        self.instrument = instrument
        self.symbol = symbol
        self.conditions = conditions
        self.correctionsPerMillion = correctionsPerMillion
        let own = SplitMix.hash(seed, SplitMix.hash(instrument.listing.streamerSymbol))
        self.seed = own
        path = SyntheticPath(instrument, seed: seed)
        activity = [(1_200_000, 280), (90_000, 320), (6_000, 420)].enumerated().map { index, wave in
            // The busy minutes are the whole market's, the busy seconds the instrument's own.
            let waveSeed = index < 2 ? SplitMix.hash(seed, UInt64(10 + index)) : SplitMix.hash(own, 12)
            return (ValueNoise(seed: waveSeed, firstPeriod: Int64(wave.0), octaves: 1), Int64(wave.1))
        }
        isFuture = instrument.listing.isFuture
        isIndex = instrument.listing.isIndex
    }

    /// Appends the events of `second`, seconds since 1970, in time order.
    ///
    /// - Parameter intensity: How busy the session is at that moment, 1000 is regular hours, 0 closed.
    func append(second: Int64, intensity: Int, to events: inout [Timed]) {
        guard intensity > 0 else { return }
        var random = SplitMix(seed: SplitMix.hash(seed, UInt64(bitPattern: second)))
        let start = second * 1000
        let path = (0...4).map { self.path.value(at: start + Int64($0) * 250) }
        let level = activityLevel(at: start, second: second) * intensity / 1000
        let tradeChance = chance(perSecond: instrument.tradesPerKilosecond, level: level)
        let quoteChance = chance(perSecond: instrument.quotesPerKilosecond, level: level)
        let bias = max(-300, min(300, (path[4] - path[0]) * 1000 / 1024))
        let extraSpread = intensity < 200 ? 1 : 0
        var standing = quote(at: path[0], extra: extraSpread)
        var sequence = Int32(0)
        appendQuote(standing, millisecond: start, sequence: &sequence, random: &random, to: &events)
        for slot in 0..<Self.slotsPerSecond {
            let draw = random.next()
            let trades = draw & 0xFFFF < UInt64(tradeChance)
            let quotes = draw >> 16 & 0xFFFF < UInt64(quoteChance)
            guard trades || quotes else { continue }
            let offset = Int64(slot * 5) + Int64(draw >> 32 & 0xFFFF) % 5
            // The block's first millisecond belongs to its opening quote.
            let into = max(1, offset)
            let piece = Int(into / 250)
            let fair = path[piece] + (path[piece + 1] - path[piece]) * (into % 250) / 250
            let widened = extraSpread + (draw >> 48 & 0xFF < 20 ? 1 : 0)
            let next = quote(at: fair, extra: widened)
            if quotes || next.bid != standing.bid || next.ask != standing.ask {
                standing = next
                appendQuote(standing, millisecond: start + into, sequence: &sequence, random: &random, to: &events)
            }
            if trades {
                appendTrade(against: standing, millisecond: start + into, bias: Int(bias), random: &random, to: &events)
            }
        }
    }

    private func activityLevel(at moment: Int64, second: Int64) -> Int {
        var level: Int64 = 1000
        for wave in activity { level += wave.noise.value(at: moment, amplitude: wave.size) }
        // A rush of a few seconds now and then, as after a headline.
        if SplitMix.hash(seed, 99, UInt64(bitPattern: second / 4)) % 90 == 0 { level *= 4 }
        return Int(max(80, level))
    }

    /// The chance of an event in one slot, in 1/65536.
    private func chance(perSecond: Int, level: Int) -> Int {
        min(60_000, perSecond * level / 1000 * 65_536 / (1000 * Self.slotsPerSecond))
    }

    private func quote(at fair: Int64, extra: Int) -> Standing {
        let spread = Int64(instrument.spreadInTicks + extra)
        let bid = max(1, (fair - 128 * (spread - 1)) >> 8)
        return Standing(bid: bid, ask: bid + spread)
    }

    private func price(_ ticks: Int64) -> Price { Price(billionths: ticks * instrument.listing.tick.billionths) }

    private func appendQuote(
        _ standing: Standing, millisecond: Int64, sequence: inout Int32, random: inout SplitMix,
        to events: inout [Timed]
    ) {
        let wholeSecond = Timestamp(nanoseconds: millisecond / 1000 * 1_000_000_000)
        let exchange = instrument.listing.exchangeCode
        func size() -> Quantity? {
            // Nothing rests on an index.
            guard !isIndex else { return nil }
            let units = instrument.restingSize / 4 + random.below(instrument.restingSize * 7 / 4 + 1)
            return Quantity(whole: max(1, units) * instrument.sizeUnit)
        }
        let quote = Quote(
            symbol: symbol, sequence: sequence, bidTime: wholeSecond, bidExchangeCode: exchange,
            bidPrice: price(standing.bid), bidSize: size(), askTime: wholeSecond, askExchangeCode: exchange,
            askPrice: price(standing.ask), askSize: size())
        sequence += 1
        events.append(Timed(time: Timestamp(nanoseconds: millisecond * 1_000_000), event: .quote(quote)))
    }

    private func appendTrade(
        against standing: Standing, millisecond: Int64, bias: Int, random: inout SplitMix, to events: inout [Timed]
    ) {
        guard !isIndex else { return appendIndexValue(standing, millisecond: millisecond, to: &events) }
        let isBuy = random.below(1000) < 500 + bias
        let direction: Int64 = isBuy ? 1 : -1
        var ticks = isBuy ? standing.ask : standing.bid
        var remaining = 1
        if random.chance(perMille: instrument.sweepPerMille) {
            remaining = 2 + random.below(6)
            if random.chance(perMille: 150) { remaining += random.below(18) }
        }
        let isMidpoint = !isFuture && remaining == 1 && random.chance(perMille: 80)
        var nanosecond = millisecond * 1_000_000 + Int64(random.below(600_000))
        var sequence: Int64 = 0
        while remaining > 0 {
            var side: AggressorSide = isBuy ? .buy : .sell
            var traded = price(ticks)
            if isMidpoint {
                traded = Price(billionths: (price(standing.bid).billionths + price(standing.ask).billionths) / 2)
                side = .undefined
            } else if random.chance(perMille: instrument.undefinedPerMille) {
                side = .undefined
            }
            let size = tradeSize(&random)
            var record = TimeAndSale(
                symbol: symbol, index: EventIndex.pack(milliseconds: millisecond, sequence: sequence),
                time: Timestamp(nanoseconds: nanosecond), sequence: Int32(sequence), exchangeCode: exchange(&random),
                price: traded, size: Quantity(whole: size), bidPrice: price(standing.bid),
                askPrice: price(standing.ask), exchangeSaleConditions: condition(size), aggressorSide: side)
            events.append(Timed(time: record.time, event: .timeAndSale(record)))
            if correctionsPerMillion > 0, random.below(1_000_000) < correctionsPerMillion {
                record.kind = random.chance(perMille: 500) ? .correction : .cancel
                if record.kind == .correction { record.size = Quantity(whole: size + 1) }
                events.append(Timed(time: record.time, event: .timeAndSale(record)))
            }
            sequence += 1
            nanosecond += Int64(random.below(12_000))
            remaining -= 1
            if random.chance(perMille: 120) { ticks = max(1, ticks + direction) }
        }
    }

    /// An index is computed, not traded: its prints have no size and no side.
    private func appendIndexValue(_ standing: Standing, millisecond: Int64, to events: inout [Timed]) {
        let time = Timestamp(nanoseconds: millisecond * 1_000_000)
        let value = TimeAndSale(
            symbol: symbol, index: EventIndex.pack(milliseconds: millisecond, sequence: 0), time: time,
            price: price((standing.bid + standing.ask) / 2), bidPrice: price(standing.bid),
            askPrice: price(standing.ask))
        events.append(Timed(time: time, event: .timeAndSale(value)))
    }

    private func exchange(_ random: inout SplitMix) -> ExchangeCode {
        guard !isFuture else { return instrument.listing.exchangeCode }
        return ExchangeCode(rawValue: UInt16(Self.equityExchanges[random.below(Self.equityExchanges.count)]))
    }

    private func condition(_ size: Int) -> NameID {
        isFuture ? .none : (size < 100 ? conditions.oddLot : conditions.regular)
    }

    /// Mostly ones and twos, now and then a block: the shape of futures and equity prints.
    private func tradeSize(_ random: inout SplitMix) -> Int {
        let draw = random.below(1000)
        guard isFuture || instrument.listing.isCoin else {
            switch draw {
            case ..<420: return 1 + random.below(99)
            case ..<820: return 100
            case ..<950: return 100 * (2 + random.below(8))
            case ..<993: return 100 * (10 + random.below(40))
            default: return 100 * (50 + random.below(400))
            }
        }
        switch draw {
        case ..<430: return 1
        case ..<620: return 2
        case ..<720: return 3
        case ..<810: return 4 + random.below(2)
        case ..<905: return 6 + random.below(5)
        case ..<970: return 11 + random.below(15)
        case ..<996: return 26 + random.below(55)
        default: return 81 + random.below(220)
        }
    }
}
