import Brokerage
import JSON
import MarketModel

/// A notification of the account streamer, before it is put into a frame.
struct AccountMessage: Sendable {
    /// As the venue names it: `Order`, `CurrentPosition`, `AccountBalance`.
    var type: String
    /// The account it is about; `nil` for what concerns the user.
    var account: String?
    /// The whole object.
    var data: JSONValue
    /// When it happened.
    var moment: Timestamp
    /// The order, where it is one: faults look at it.
    var order: Order?

    /// The notification as the venue writes it.
    var json: JSONValue {
        .object([
            .init("type", .string(type)), .init("data", data), .init("timestamp", .integer(moment.milliseconds)),
        ])
    }
}

extension SimulatedBrokerage {
    /// What happened since the last call as messages, in order.
    func takeMessages(at now: Timestamp) -> [AccountMessage] {
        let notices = takeNotices(at: now)
        let forUser = takeUserNotices().map { notice in
            AccountMessage(type: notice.type, data: .object(notice.data), moment: now)
        }
        guard !notices.isEmpty else { return forUser }
        let messages = read(at: now) { books, _ in notices.map { AccountMessage($0, books) } }
        return messages + forUser
    }
}

extension AccountMessage {
    fileprivate init(_ notification: Notification, _ books: Books) {
        let account = notification.account
        let day = USTimeZone.eastern.day(of: notification.moment)
        self.init(type: "", account: account, data: .null, moment: notification.moment)
        switch notification.notice {
        case .order(let order): (type, data, self.order) = ("Order", order.json(), order)
        case .complexOrder(let complex):
            (type, data) = ("ComplexOrder", complex.json { books.order($0, in: account) })
        case .position(let position):
            let instrument = books.knownInstrument(position.symbol)
            type = "CurrentPosition"
            data = position.json(instrument, streamerSymbol: instrument?.derivedStreamerSymbol, mark: nil, on: day)
        case .balance(let balance): (type, data) = ("AccountBalance", balance.json(on: day))
        case .yearGain(let gain): (type, data) = ("UnderlyingYearGainSummary", gain.json(of: account))
        case .transfer(let id, let amount):
            (type, data) = ("ExternalTransaction", Self.transfer(id, amount, account, notification.moment))
        }
    }

    private static func transfer(_ id: Int, _ amount: Money, _ account: String, _ moment: Timestamp) -> JSONValue {
        let day = USTimeZone.eastern.day(of: moment)
        var members: JSONMembers = []
        members.add("id", id)
        members.add("account-number", account)
        members.add("amount", amount < .zero ? -amount : amount)
        members.add("bank-account-type", "Checking")
        members.add("banking-date", day)
        members.add("created-at", moment)
        members.add("updated-at", moment)
        members.add("direction", amount < .zero ? "Outgoing" : "Incoming")
        members.add("disbursement-type", "Normal")
        members.add("ext-transfer-id", "SIM\(id)")
        members.add("funds-available-date", day)
        members.add("is-cancelable", false)
        members.add("is-clearing-accepted", true)
        members.add("state", "COMPLETE")
        members.add("transfer-method", "Wire")
        return .object(members)
    }
}
