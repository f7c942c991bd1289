internal import MarketModel

extension OrderRequest {
    /// What contradicts itself in a request, whatever the market and the account.
    var faults: [BrokerageError.Fault] {
        var faults: [BrokerageError.Fault] = []
        func fault(_ domain: String, _ reason: String) { faults.append(.init(domain, reason)) }
        if legs.isEmpty { fault("legs", "is required") }
        if type.hasPrice {
            if price == nil { fault("price", "is required for \(type.rawValue) orders") }
            if priceEffect == nil || priceEffect == CashEffect.none {
                fault("price-effect", "is required for \(type.rawValue) orders")
            }
        } else {
            if price != nil { fault("price", "must not be given for \(type.rawValue) orders") }
            if let priceEffect, priceEffect != .none {
                fault("price-effect", "must not be given for \(type.rawValue) orders")
            }
        }
        if let price, price < .zero { fault("price", "must not be negative") }
        if type.hasTrigger {
            if stopTrigger == nil { fault("stop-trigger", "is required for \(type.rawValue) orders") }
        } else if stopTrigger != nil {
            fault("stop-trigger", "must not be given for \(type.rawValue) orders")
        }
        if let stopTrigger, stopTrigger <= .zero { fault("stop-trigger", "must be above zero") }
        if type == .notionalMarket {
            if value == nil { fault("value", "is required for Notional Market orders") }
            if valueEffect == nil || valueEffect == CashEffect.none {
                fault("value-effect", "is required for Notional Market orders")
            }
            if let value, value <= .zero { fault("value", "must be above zero") }
        } else if value != nil {
            fault("value", "must not be given for \(type.rawValue) orders")
        }
        if timeInForce == .gtd {
            if gtcDate == nil { fault("gtc-date", "is required for GTD orders") }
        } else if gtcDate != nil {
            fault("gtc-date", "must not be given for \(timeInForce.rawValue) orders")
        }
        for leg in legs {
            if type == .notionalMarket {
                if leg.quantity != nil { fault("legs.quantity", "must not be given for Notional Market orders") }
            } else if leg.quantity == nil {
                fault("legs.quantity", "is required")
            }
            if let quantity = leg.quantity, quantity <= .zero { fault("legs.quantity", "must be above zero") }
        }
        if let rule {
            for condition in rule.conditions where condition.threshold < .zero {
                fault("rules.conditions.threshold", "must not be negative")
            }
        }
        return faults
    }
}

/// Rules about an order that need the instruments and the hours, but neither account nor quotes.
struct OrderShape {
    let request: OrderRequest
    let instruments: [TradableInstrument]
    let rules: BrokerageRules
    let now: Timestamp

    /// The least that an order for an amount of money, or for a fraction of shares, must be worth.
    static let smallestFraction = Money(billionths: 5_000_000_000)
    /// Why a smaller one is refused.
    static let tooSmall = OrderIssue("notional_value_too_small", "Fractional orders must be at least $5.")

    /// Why a leg that says neither whether it opens nor whether it closes is refused.
    static let invalidAction = OrderIssue("invalid_action", "Buy and Sell are for outright futures only.")

    private var window: TradingWindow? {
        instruments.first.map { TradingWindow($0, request.timeInForce, rules.hours) }
    }

    /// Why the order cannot be, by the broker's codes where they are known.
    var errors: [OrderIssue] {
        var errors: [OrderIssue] = []
        func refuse(_ code: String, _ message: String) { errors.append(OrderIssue(code, message)) }
        checkLegs(refuse)
        checkKinds(refuse)
        let isSingle = request.legs.count == 1
        if request.type == .market || request.type == .notionalMarket {
            if request.timeInForce == .gtc || request.timeInForce == .gtd {
                refuse("gtc_market_orders_not_supported", "GTC/GTD Market orders are not supported.")
            }
            if !isSingle {
                refuse("market_order_multiple_legs_not_supported", "Market orders must have a single leg.")
            }
            if request.legs.contains(where: { $0.action.isOpening }), window?.isOpen(at: now) == false {
                refuse(
                    "tif_no_after_hours_opening_market_orders",
                    "Opening market orders are not accepted while the market is closed.")
            }
        }
        if request.type == .stop, request.timeInForce.isLasting, request.legs.contains(where: { $0.action.isOpening }) {
            refuse("gtc_opening_stop_orders_not_supported", "Opening stop orders cannot be GTC.")
        }
        if isSingle, request.type.hasPrice, let leg = request.legs.first {
            if leg.action.isBuy, request.priceEffect == .credit {
                refuse("cant_buy_for_credit", "You cannot buy for a credit.")
            } else if !leg.action.isBuy, request.priceEffect == .debit {
                refuse("cant_sell_for_debit", "You cannot sell for a debit.")
            }
        }
        if let date = request.gtcDate, date < USTimeZone.eastern.day(of: now) {
            refuse("gtd_date_in_past", "The GTC date has passed.")
        }
        return errors
    }

    private func checkLegs(_ refuse: (String, String) -> Void) {
        guard let first = request.legs.first, let instrument = instruments.first else { return }
        let classes = Set(request.legs.map(\.instrumentClass))
        if classes.count > 1 { refuse("mixed_instrument_types", "All legs must have the same instrument type.") }
        let most = first.instrumentClass.allowsSeveralLegs ? 4 : 1
        if request.legs.count > most {
            refuse(
                "too_many_legs",
                "\(first.instrumentClass.rawValue) orders have at most \(most) leg\(most == 1 ? "" : "s").")
        }
        if Set(request.legs.map(\.symbol)).count < request.legs.count {
            refuse("duplicate_leg_symbols", "Each symbol may appear in one leg only.")
        }
        if instruments.contains(where: { $0.underlying != instrument.underlying }) {
            refuse("multiple_underlyings", "All legs must have the same underlying.")
        }
        for (leg, instrument) in zip(request.legs, instruments) {
            if leg.action == .buy || leg.action == .sell, leg.instrumentClass != .future {
                refuse(Self.invalidAction.code, Self.invalidAction.message)
            }
            if let quantity = leg.quantity, quantity.billionths % instrument.quantityStep.billionths != 0 {
                refuse("invalid_quantity", "The quantity \(quantity) of \(leg.symbol) cannot be traded.")
            }
            if let quantity = leg.quantity, quantity > instrument.quantityLimit {
                refuse("order_size_exceeded", "The quantity \(quantity) of \(leg.symbol) is too large.")
            }
            if case .equity(isIndex: true) = instrument.kind {
                refuse("instrument_not_tradeable", "\(leg.symbol) is an index and cannot be traded.")
            }
            if let end = instrument.stopsTradingAt, end <= now {
                refuse("instrument_expired", "\(leg.symbol) no longer trades.")
            }
        }
    }

    private func checkKinds(_ refuse: (String, String) -> Void) {
        let classes = Set(request.legs.map(\.instrumentClass))
        if classes.contains(.cryptocurrency), !rules.allowsCrypto {
            refuse("cryptocurrency_orders_not_supported", "Cryptocurrency orders are not accepted at this time.")
        }
        if request.timeInForce.isExtended, request.legs.count != 1 || !classes.isSubset(of: [.equity]) {
            refuse("tif_ext_not_supported", "Extended-hours orders are for single-leg equity orders only.")
        }
        if request.type == .notionalMarket {
            if request.legs.count != 1 || !classes.isSubset(of: [.equity, .cryptocurrency]) {
                refuse("notional_orders_not_supported", "Notional orders are for one equity or cryptocurrency leg.")
            }
            if let value = request.value, value < Self.smallestFraction {
                refuse(Self.tooSmall.code, Self.tooSmall.message)
            }
        }
        for (leg, instrument) in zip(request.legs, instruments) where leg.instrumentClass == .equity {
            // Fractions cannot be sold short. What they must be worth depends on their price: see `Books.weigh`.
            guard let quantity = leg.quantity, quantity.isFractional else { continue }
            if leg.action == .sellToOpen {
                refuse("fractional_short_not_supported", "Fractions of \(instrument.symbol) cannot be sold short.")
            }
        }
    }

    /// What to know before the order is sent.
    var warnings: [OrderIssue] {
        guard let window, !window.isOpen(at: now), window.opening(from: now) != nil else { return [] }
        return [
            OrderIssue(
                "tif_next_valid_sesssion",
                "Your order will begin working during next valid session.")
        ]
    }
}
