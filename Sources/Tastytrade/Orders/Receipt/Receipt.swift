public import MarketModel

/// Proof that an order was reviewed: what exactly would be sent, where, and what the venue said to it in a dry run.
///
/// Only a receipt can be submitted, and only `OrderDesk` makes one. It is good for one account at one host, for a short
/// time and for one submission, whatever copies there are of it.
public struct Receipt: Sendable {
    /// What its submission does.
    public enum Purpose: Sendable, Equatable {
        case place
        /// Takes the place of an order that works.
        case replace(OrderID)
        case placeComplex
        /// Changes the ratio of a pair.
        case editComplex(OrderID)
    }

    /// What its submission does.
    public let purpose: Purpose
    /// The account the order is for.
    public let account: String
    /// The base address of the venue it was judged by.
    public let host: String
    /// The handle by which the order can be found again.
    public let externalIdentifier: String
    /// The SHA-256 of the bytes that were judged and that will be sent, in hexadecimal digits.
    public let payloadHash: String
    /// What the venue said.
    public let judgement: OrderJudgement
    /// What could not be checked, one line each.
    public let checksNotRun: [String]
    /// When the venue judged.
    public let judgedAt: Timestamp
    /// Until when it can be submitted.
    public let goodUntil: Timestamp
    /// What the venue understood: one order, or the parts of a complex one.
    public let orders: [Order]
    /// Fields of the venue's answer that could not be read.
    public let losses: [FieldDrift]

    let payload: [UInt8]
    let ticket: SubmissionTicket

    /// The bytes that will be sent, as text.
    public var payloadText: String { String(decoding: payload, as: UTF8.self) }

    /// Identifiers by which to look for the order: its own, or its parts'.
    var identifiers: [String] {
        switch purpose {
        case .place, .replace: [externalIdentifier]
        case .placeComplex: OrderPayload.partIdentifiers(externalIdentifier, count: max(orders.count, 1))
        case .editComplex: []
        }
    }
}

/// Lets one submission through, shared by all copies of a receipt.
final class SubmissionTicket: Sendable {
    private let isUsed = Lock(false)

    /// Whether this is the first call.
    func take() -> Bool {
        isUsed.withLock { isUsed in
            defer { isUsed = true }
            return !isUsed
        }
    }
}

/// Why a receipt cannot be submitted. Nothing was sent.
public enum ReceiptRefusal: Error, Sendable, Hashable {
    /// It was submitted before; review the order again.
    case alreadySubmitted
    /// Its time has passed; review the order again.
    case expired(goodUntil: Timestamp)
    /// It is for another account.
    case otherAccount
    /// It was judged at another host.
    case otherHost
    /// The venue found errors in the dry run: it would be refused.
    case judgedImpossible
    /// The bytes are not those that were judged.
    case payloadChanged
}
