import JSON
import MarketModel

@testable import DXLink

/// A session machine with a clock that moves when told to, and the actions it gave.
struct MachineScript {
    static let start = Timestamp(nanoseconds: 1_795_000_000_000_000_000)
    let names = NameTable()
    var machine: SessionMachine
    var now = MachineScript.start
    /// The actions of the last step.
    var actions: [SessionMachine.Action] = []
    /// All notices so far.
    var notices: [FeedNotice] = []

    init(_ configure: (inout DXLinkConfiguration) -> Void = { _ in }) {
        var configuration = DXLinkConfiguration()
        configure(&configuration)
        machine = SessionMachine(configuration: configuration, names: names, at: now)
    }

    mutating func step(_ input: SessionMachine.Input, after delay: Duration = .milliseconds(1)) {
        now = now + delay
        take(machine.handle(input, at: now))
    }

    mutating func take(_ taken: [SessionMachine.Action]) {
        actions = taken
        for case .notice(let notice) in taken { notices.append(notice) }
    }

    mutating func subscribe(_ subscriptions: MarketSubscription...) {
        take(machine.subscribe(subscriptions, at: now))
    }

    mutating func data(_ events: MarketEvent..., after delay: Duration = .milliseconds(1)) {
        now = now + delay
        take(machine.dataArrived(events[...], at: now))
    }

    /// Lets time pass in the steps the machine asks for.
    mutating func wait(_ span: Duration) {
        let end = now + span
        var seen: [SessionMachine.Action] = []
        while let deadline = machine.deadline, deadline <= end {
            now = max(now, deadline)
            let before = machine.deadline
            take(machine.handle(.timePassed, at: now))
            seen += actions
            if machine.deadline == before { break }
        }
        now = end
        actions = seen
    }

    static let serverSetup = DXLinkMessage.setup(
        ConnectionSetup(version: "1.0-test", keepaliveTimeout: 60, acceptKeepaliveTimeout: 60))

    /// Up to `AUTHORIZED`, by the book.
    mutating func connect(token: String = "t1") {
        if machine.phase == .idle { step(.start) }
        if machine.phase == .fetchingToken { step(.tokenFetched(url: "wss://feed", token: token)) }
        step(.opened)
        step(.message(Self.serverSetup))
        step(.message(.authState(isAuthorized: false, userID: nil)))
        step(.message(.authState(isAuthorized: true, userID: nil)))
    }

    mutating func open(_ channel: Int, _ contract: FeedContract) {
        step(
            .message(
                .channelOpened(
                    channel: channel, service: "FEED",
                    parameters: .object([.init("contract", .string(contract.rawValue))]))))
    }

    /// The messages of the last step.
    var sent: [DXLinkMessage] {
        actions.compactMap { if case .send(let message) = $0 { message } else { nil } }
    }

    /// The items added by the messages of the last step.
    var added: [SubscriptionItem] {
        sent.flatMap { if case .feedSubscription(_, let change) = $0 { change.add } else { [SubscriptionItem]() } }
    }

    /// The items removed by the messages of the last step.
    var removed: [SubscriptionItem] {
        sent.flatMap { if case .feedSubscription(_, let change) = $0 { change.remove } else { [SubscriptionItem]() } }
    }

    func quote(_ symbol: String) -> MarketEvent {
        .quote(Quote(symbol: names.id(for: symbol) ?? .none, bidPrice: Price("1")))
    }

    func print(_ symbol: String, index: Int64) -> MarketEvent {
        .timeAndSale(TimeAndSale(symbol: names.id(for: symbol) ?? .none, index: index))
    }

    func candle(_ symbol: String, milliseconds: Int64, flags: Int32 = 0) -> MarketEvent {
        .candle(
            Candle(
                symbol: names.id(for: symbol) ?? .none, flags: EventFlags(rawValue: flags),
                index: EventIndex.pack(milliseconds: milliseconds, sequence: 0),
                time: Timestamp(milliseconds: milliseconds) ?? .epoch))
    }
}
