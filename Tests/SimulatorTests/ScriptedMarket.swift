import DXLink
import MarketModel

@testable import Simulator

/// A market that gives exactly the events a test wrote down.
final class ScriptedMarket: MarketSource {
    static let start = Timestamp("2026-11-20T15:00:00Z")!

    static func listing(_ symbol: String = "/ESZ26:XCME") -> SimulatedListing {
        .named(symbol)
    }

    let listings: [SimulatedListing]
    var pending: [(time: Timestamp, event: MarketEvent)] = []
    private var given: [TimeAndSale] = []

    init(symbols: [String] = ["/ESZ26:XCME", "/NQZ26:XCME"]) { listings = symbols.map { Self.listing($0) } }

    func nextMoment() -> Timestamp? { pending.first?.time }

    func advance(through moment: Timestamp, limit: Int, into events: inout [MarketEvent]) {
        while let first = pending.first, first.time <= moment {
            events.append(first.event)
            if case .timeAndSale(let print) = first.event { given.append(print) }
            pending.removeFirst()
        }
    }

    func prints(of symbol: NameID, since start: Timestamp, _ body: (TimeAndSale) -> Void) {
        for print in given where print.symbol == symbol && print.time >= start { body(print) }
    }

    func isRegularHours(_ moment: Timestamp, of symbol: NameID) -> Bool {
        let into = moment.seconds % 86_400
        return into >= 14 * 3600 + 1800 && into < 21 * 3600
    }
}

/// A market with one session talking to it, driven by hand.
struct SessionBench {
    let names = NameTable()
    let market: ScriptedMarket
    let desk: MarketDesk
    var session: DXLinkServerSession
    var now = ScriptedMarket.start

    init(
        _ behavior: FeedBehavior = FeedBehavior(), market: ScriptedMarket = ScriptedMarket(),
        options: SyntheticOptions? = nil, faults: FaultBoard = FaultBoard(),
        verdict: @escaping (String) -> DXLinkServerSession.Verdict = {
            $0 == "good" ? .authorized(user: "U1") : .unauthorized
        }
    ) {
        self.market = market
        let table = names
        desk = MarketDesk(
            source: market, names: table, options: options.map { OptionMarket($0, names: table) },
            faults: MarketFaults(board: faults, names: table, now: { ScriptedMarket.start }))
        session = DXLinkServerSession(
            behavior: behavior, faults: faults, openedAt: ScriptedMarket.start, authorize: verdict)
    }

    /// Sends text of the client and returns what the server says to it.
    mutating func say(_ text: String) -> [String] {
        session.receive(Array(text.utf8), at: now, desk: desk)
        return heard()
    }

    /// What the server said since the last call; a close as `close CODE REASON`.
    mutating func heard() -> [String] {
        session.takeOutputs().map { output in
            switch output {
            case .send(let bytes): String(decoding: bytes, as: UTF8.self)
            case .close(let code, let reason): "close \(code) \(reason)"
            }
        }
    }

    mutating func wait(_ span: Duration) -> [String] {
        now = now + span
        session.timePassed(now, desk: desk)
        return heard()
    }

    /// Plays what is pending up to now.
    mutating func play() -> [String] {
        if let step = desk.advance(through: now, limit: .max) { session.deliver(step.batch, at: now, desk: desk) }
        return heard()
    }

    /// Handshake, channel 1 with this contract, COMPACT with these fields.
    mutating func open(_ contract: String, fields: String = "", period: Double = 0.1) {
        _ = say(#"{"type":"SETUP","channel":0,"version":"0.1-test/1","keepaliveTimeout":60}"#)
        _ = say(#"{"type":"AUTH","channel":0,"token":"good"}"#)
        _ = say(
            #"{"type":"CHANNEL_REQUEST","channel":1,"service":"FEED","parameters":{"contract":"\#(contract)"}}"#)
        _ = say(
            #"{"type":"FEED_SETUP","channel":1,"acceptAggregationPeriod":\#(period),"acceptDataFormat":"COMPACT""#
                + (fields.isEmpty ? "" : #","acceptEventFields":{\#(fields)}"#) + "}")
    }

    mutating func add(_ items: String) -> [String] {
        say(#"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[\#(items)]}"#)
    }

    func print(
        _ price: String, size: Int = 1, side: AggressorSide = .buy, after span: Duration = .zero, sequence: Int64 = 0,
        symbol: String = "/ESZ26:XCME"
    ) {
        let time = ScriptedMarket.start + span
        market.pending.append(
            (
                time,
                .timeAndSale(
                    TimeAndSale(
                        symbol: names.id(for: symbol)!,
                        index: EventIndex.pack(milliseconds: time.milliseconds, sequence: sequence), time: time,
                        sequence: Int32(sequence), price: Price(price)!, size: Quantity(whole: size),
                        bidPrice: Price(price)! - Price(billionths: 250_000_000), askPrice: Price(price)!,
                        aggressorSide: side))
            ))
    }

    func quote(_ bid: String, _ ask: String, after span: Duration = .zero, symbol: String = "/ESZ26:XCME") {
        market.pending.append(
            (
                ScriptedMarket.start + span,
                .quote(
                    Quote(
                        symbol: names.id(for: symbol)!, bidPrice: Price(bid)!, bidSize: Quantity(whole: 3),
                        askPrice: Price(ask)!, askSize: Quantity(whole: 4)))
            ))
    }
}
