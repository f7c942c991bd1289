public import MarketModel

/// Something that changed, told in full.
public enum Notice: Hashable, Sendable {
    /// An order changed its status or was filled.
    case order(Order)
    /// A complex order changed.
    case complexOrder(ComplexOrder)
    /// A position changed; closed when its quantity is zero.
    case position(Position)
    /// A balance changed; as it is when the notice is taken.
    case balance(Balance)
    /// What trades in a symbol gained this year.
    case yearGain(YearGain)
    /// Money came in or went out.
    case transfer(id: Int, amount: Money)
}

/// A notice with its place in the sequence.
public struct Notification: Hashable, Sendable {
    /// Rising by one.
    public let number: Int
    /// The account it is about.
    public let account: String
    /// When it happened.
    public let moment: Timestamp
    /// What.
    public let notice: Notice
}

/// A notice as it waits; balances are worked out when it is taken.
struct QueuedNotice: Sendable, Codable {
    enum Body: Sendable, Codable {
        case order(Order)
        case complexOrder(ComplexOrder)
        case position(Position)
        case balance(account: String)
        case yearGain(YearGain)
        case transfer(amount: Money, id: Int)
    }

    var number: Int
    var account: String
    var moment: Timestamp
    var body: Body
}

extension Books {
    mutating func note(_ body: QueuedNotice.Body, in account: String) {
        if state.notices.count >= rules.noticeLimit {
            state.notices.removeFirst(max(1, rules.noticeLimit / 10))
            state.droppedNotices += max(1, rules.noticeLimit / 10)
        }
        state.notices.append(
            QueuedNotice(number: state.nextNotice, account: account, moment: state.now, body: body))
        state.nextNotice += 1
    }

    /// Tells of an order and of the balance that went with it.
    mutating func note(_ order: Order) {
        note(.order(order), in: order.account)
        note(.balance(account: order.account), in: order.account)
        if let id = order.complexOrderID, let complex = state.complexOrders[id] {
            note(.complexOrder(complex), in: order.account)
        }
    }

    /// Everything that happened since the last call, in order; balances are as of now.
    ///
    /// While nobody takes them, at most `BrokerageRules.noticeLimit` are kept: see `droppedNotices`.
    public mutating func takeNotices(_ market: some VenueMarket) -> [Notification] {
        let queued = state.notices
        guard !queued.isEmpty else { return [] }
        state.notices.removeAll(keepingCapacity: true)
        var balances: [String: Balance] = [:]
        return queued.map { entry in
            let notice: Notice =
                switch entry.body {
                case .order(let order): .order(order)
                case .complexOrder(let order): .complexOrder(order)
                case .position(let position): .position(position)
                case .yearGain(let gain): .yearGain(gain)
                case .transfer(let amount, let id): .transfer(id: id, amount: amount)
                case .balance(let account):
                    .balance(balances[account] ?? balance(of: account, market))
                }
            if case .balance(let balance) = notice { balances[entry.account] = balance }
            return Notification(
                number: entry.number, account: entry.account, moment: entry.moment, notice: notice)
        }
    }

    /// Notices that were given up because nobody took them.
    public var droppedNotices: Int { state.droppedNotices }
}
