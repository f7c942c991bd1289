import MarketModel

extension Order: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.orderID("id")
        accountNumber = fields.text("account-number")
        underlyingSymbol = fields.text("underlying-symbol")
        underlyingType = fields.word("underlying-instrument-type")
        type = fields.word("order-type")
        timeInForce = fields.word("time-in-force")
        goodUntil = fields.day("gtc-date")
        price = fields.signedPrice("price")
        value = fields.signed("value")
        stopTrigger = fields.decimal("stop-trigger")
        size = fields.decimal("size")
        isCancellable = fields.flag("cancellable")
        isEditable = fields.flag("editable")
        wasEdited = fields.flag("edited")
        externalIdentifier = fields.identifier("external-identifier")
        replaces = fields.orderID("replaces-order-id")
        replacedBy = fields.orderID("replacing-order-id")
        complexOrderID = fields.orderID("complex-order-id")
        complexOrderTag = fields.text("complex-order-tag")
        preflightID = fields.identifier("preflight-id")
        receivedAt = fields.moment("received-at")
        inFlightAt = fields.moment("in-flight-at")
        liveAt = fields.moment("live-at")
        cancelledAt = fields.moment("cancelled-at")
        terminalAt = fields.moment("terminal-at")
        updatedAt = fields.moment("updated-at")
        rejectReason = fields.text("reject-reason")
        contingentStatus = fields.text("contingent-status")
        confirmationStatus = fields.text("confirmation-status")
        rule = fields.record("order-rule")
        cancelledSize = fields.decimal("cancelled-size")
        trace = OrderTrace(fields)
        legs = fields.records("legs") ?? []
        status = try fields.required("status", fields.word("status", OrderStatus.self))
    }
}

extension OrderTrace {
    fileprivate init(_ fields: RecordReader) {
        source = fields.text("source")
        userID = fields.identifier("user-id")
        username = fields.text("username")
        cancelUserID = fields.identifier("cancel-user-id")
        cancelUsername = fields.text("cancel-username")
        exchangeOrderNumber = fields.identifier("ext-exchange-order-number")
        clientOrderID = fields.identifier("ext-client-order-id")
        globalOrderNumber = fields.identifier("ext-global-order-number")
        globalRequestID = fields.identifier("global-request-id")
        destinationVenue = fields.text("destination-venue")
        legCount = fields.integer("leg-count")
    }
}

extension OrderLeg: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        instrumentType = fields.word("instrument-type")
        quantity = fields.decimal("quantity")
        remaining = fields.decimal("remaining-quantity")
        fills = fields.records("fills") ?? []
        symbol = try fields.required("symbol", fields.text("symbol"))
        action = try fields.required("action", fields.word("action", OrderAction.self))
    }
}

extension Fill: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        price = fields.decimal("fill-price")
        filledAt = fields.moment("filled-at")
        destinationVenue = fields.text("destination-venue")
        groupFillID = fields.identifier("ext-group-fill-id")
        executionID = fields.identifier("ext-exec-id")
        id = try fields.required("fill-id", fields.identifier("fill-id"))
        quantity = try fields.required("quantity", fields.decimal("quantity", Quantity.self))
    }
}

extension RecordReader {
    /// An order's number, as a number or as text; zero is none.
    func orderID(_ name: String) -> OrderID? { integer(name).flatMap { $0 > 0 ? OrderID($0) : nil } }

    /// A price with the sign of its companion `<name>-effect`: `Credit` is above zero, `Debit` below.
    func signedPrice(_ name: String) -> Price? {
        signed(name).flatMap { Int64(exactly: $0.billionths) }.map { Price(billionths: $0) }
    }
}
