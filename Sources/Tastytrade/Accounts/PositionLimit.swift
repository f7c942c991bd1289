/// How much one order and one position may hold, in shares or contracts.
public struct PositionLimit: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// The account.
    public let accountNumber: String
    /// Shares in one order.
    public let equityOrderSize: Int?
    /// Options on shares in one order.
    public let equityOptionOrderSize: Int?
    /// Futures in one order.
    public let futureOrderSize: Int?
    /// Options on futures in one order.
    public let futureOptionOrderSize: Int?
    /// Opening orders on one underlying.
    public let underlyingOpeningOrderLimit: Int?
    /// Shares in one position.
    public let equityPositionSize: Int?
    /// Options on shares in one position.
    public let equityOptionPositionSize: Int?
    /// Futures in one position.
    public let futurePositionSize: Int?
    /// Options on futures in one position.
    public let futureOptionPositionSize: Int?
}

extension PositionLimit: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        equityOrderSize = fields.integer("equity-order-size")
        equityOptionOrderSize = fields.integer("equity-option-order-size")
        futureOrderSize = fields.integer("future-order-size")
        futureOptionOrderSize = fields.integer("future-option-order-size")
        underlyingOpeningOrderLimit = fields.integer("underlying-opening-order-limit")
        equityPositionSize = fields.integer("equity-position-size")
        equityOptionPositionSize = fields.integer("equity-option-position-size")
        futurePositionSize = fields.integer("future-position-size")
        futureOptionPositionSize = fields.integer("future-option-position-size")
        accountNumber = try fields.requiredText("account-number")
    }
}
