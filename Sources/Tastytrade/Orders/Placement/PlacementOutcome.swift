public import MarketModel

/// What became of an order that was submitted. There is no fourth way.
public enum PlacementOutcome: Sendable, Equatable {
    /// The venue has it.
    case placed(Placement)
    /// The venue does not have it and will not get it.
    case notPlaced(NotPlacedReason)
    /// Nobody knows: ask the venue before anything is sent again.
    case unknown(OpenQuestion)
}

/// An order that the venue has.
public struct Placement: Sendable, Equatable {
    /// The order, or the parts of a complex one with the trigger first.
    public let orders: [Order]
    /// The number of the complex order, if it is one.
    public let complexOrderID: OrderID?
    /// What the venue said when it took it; `nil` when it was found later.
    public let judgement: OrderJudgement?
    /// Whether the venue's answer was lost and the order was found by looking.
    public let wasFoundByLooking: Bool

    /// The order, or the trigger or first part of a complex one.
    public var order: Order? { orders.first }
}

/// What became of a cancel.
public enum CancelOutcome: Sendable, Equatable {
    /// The venue took it, or the order ended by other means: its status tells.
    case taken(Order)
    /// The order was not cancelled. `order` is how it stands, when that could be read.
    case notCancelled(NotPlacedReason, order: Order?)
    /// Nobody knows: look at the order before relying on either.
    case unknown(OpenQuestion)
}

/// Why nothing was placed, replaced or cancelled.
public enum NotPlacedReason: Sendable, Equatable {
    /// The venue said no.
    case refused(OrderRefusal)
    /// No request left this machine; the text says why.
    case nothingSent(String)
    /// The request got lost: the venue was asked until it could not arrive any more, and has no such order.
    case neverArrived(looks: Int)
    /// The receipt was not good.
    case receipt(ReceiptRefusal)
}

/// What is not known about a request, and how to find out.
public struct OpenQuestion: Sendable, Equatable {
    /// The account.
    public let account: String
    /// What to look for: the `external-identifier`, or the order's number.
    public let handle: String
    /// What left the outcome open.
    public let cause: DoubtCause
    /// When the request was sent.
    public let sentAt: Timestamp
    /// How often the venue was asked, and how often it could not say.
    public let looks: Int
    public let failedLooks: Int
}

/// Why the outcome of a request is not known from its answer.
public enum DoubtCause: Sendable, Hashable {
    /// No answer in time.
    case timedOut
    /// The connection broke, the answer was cut, or the task was ended.
    case cutOff
    /// The venue failed while it worked: 5xx.
    case venueFailed(status: Int)
    /// The token was refused.
    case tokenRefused
    /// Too many requests.
    case throttled
    /// The venue took the request, but its answer cannot be read.
    case unreadableAnswer(status: Int)
    /// An answer that is none of the API's, such as a proxy's page.
    case strangeAnswer(status: Int)

    /// Whether the venue is done with the request: nothing of it is still under way.
    var isAnswered: Bool {
        switch self {
        case .tokenRefused, .throttled: true
        case .timedOut, .cutOff, .venueFailed, .unreadableAnswer, .strangeAnswer: false
        }
    }

    /// Whether the venue said that it took the request: then not finding it proves nothing.
    var wasTaken: Bool { if case .unreadableAnswer = self { true } else { false } }
}

/// The venue's no, with everything it said.
public struct OrderRefusal: Error, Sendable, Equatable {
    public let status: Int
    /// `preflight_check_failure`, `cannot_update_order`.
    public let code: String
    public let message: String
    /// The single reasons, in the venue's order.
    public let reasons: [OrderMessage]
    /// What the order would have done to buying power, if the venue said so.
    public let buyingPower: BuyingPowerEffect?
}
