import Brokerage
import JSON
import MarketModel

/// What the fault board does to notifications before any socket gets them: all sockets get the same.
struct AccountMessageFaults {
    private let board: FaultBoard
    /// A message that the next one is to overtake.
    private var held: [AccountMessage] = []

    init(_ board: FaultBoard) { self.board = board }

    /// The messages as they are sent.
    mutating func apply(to messages: [AccountMessage], at now: Timestamp) -> [AccountMessage] {
        guard !board.isClear else {
            defer { held.removeAll() }
            return held + messages
        }
        var sent: [AccountMessage] = []
        for message in messages {
            let names = message.names
            let hasFills = message.order?.legs.contains { !$0.fills.isEmpty } ?? false
            if hasFills, board.strike(.droppedFills, on: names, at: now) != nil { continue }
            var copies = [message]
            if let order = message.order, order.status == .filled,
                board.strike(.filledBeforeFills, on: names, at: now) != nil
            {
                var early = message
                early.data = order.withoutLaterFills.json()
                copies = [early, message]
            }
            if board.strike(.duplicateNotifications, on: names, at: now) != nil { copies += [message] }
            if board.strike(.unknownNotifications, on: names, at: now) != nil {
                copies.append(
                    AccountMessage(
                        type: "UnforeseenNotice", account: message.account,
                        data: .object([.init("account-number", .string(message.account ?? ""))]),
                        moment: message.moment))
            }
            if held.isEmpty, board.strike(.reorderedNotifications, on: names, at: now) != nil {
                held = copies
            } else {
                sent += copies + held
                held.removeAll()
            }
        }
        return sent
    }
}

extension AccountMessage {
    /// What a fault may be aimed at: the account, the type, the symbols of an order.
    fileprivate var names: [String] { [account ?? "", type] + (order?.legs.map(\.symbol) ?? []) }
}
