internal import MarketModel
internal import Options

extension Books {
    /// Which checks an order goes through.
    struct CheckScope {
        /// Whether it waits for another order: then positions and buying power are that order's matter.
        var waitsForOrder = false
        /// An order that this one takes the place of: its opposite side and its buying power do not count.
        var replaces: Int?
    }

    /// Checks an order and makes it, without number.
    func check(
        _ request: OrderRequest, _ account: Account, _ instruments: [TradableInstrument], _ scope: CheckScope,
        _ market: some VenueMarket
    ) -> PreflightReport {
        let shape = OrderShape(request: request, instruments: instruments, rules: rules, now: state.now)
        var order = makeOrder(request, account, instruments)
        var report = PreflightReport(order: order, warnings: shape.warnings, errors: shape.errors)
        if instruments.contains(where: { $0.isFuture || $0.instrumentClass == .futureOption }),
            !account.profile.hasFutures
        {
            report.errors.append(
                OrderIssue("futures_not_enabled", "The account is not approved for futures."))
        }
        if !scope.waitsForOrder { applyPositions(account, &order, &report) }
        checkOppositeSide(order, account, scope, &report)
        report.order = order
        if report.errors.isEmpty { weigh(&report, account, instruments, scope, market) }
        let preflightID = request.preflightID
        report.errors = report.errors.map { .init($0.code, $0.message, preflightID: preflightID) }
        report.warnings = report.warnings.map { .init($0.code, $0.message, preflightID: preflightID) }
        return report
    }

    private func makeOrder(
        _ request: OrderRequest, _ account: Account, _ instruments: [TradableInstrument]
    ) -> Order {
        let legs = request.legs.map { leg in
            OrderLeg(
                instrumentClass: leg.instrumentClass, symbol: leg.symbol, action: leg.action, quantity: leg.quantity,
                remaining: leg.quantity)
        }
        return Order(
            id: 0, account: account.profile.number, request: request, status: .received, legs: legs,
            size: Self.size(of: legs), underlying: instruments.first?.underlying ?? "",
            underlyingClass: instruments.first?.underlyingClass ?? .equity, receivedAt: state.now,
            updatedAt: state.now)
    }

    /// The greatest number that all quantities are whole multiples of; a single leg's own quantity.
    static func size(of legs: [OrderLeg]) -> Quantity? {
        var size: Int64 = 0
        for leg in legs {
            guard let quantity = leg.quantity else { return nil }
            var (left, right) = (size, quantity.billionths)
            while right != 0 { (left, right) = (right, left % right) }
            size = left
        }
        return Quantity(billionths: size)
    }

    /// Turns `Buy` and `Sell` into actions by the position, closing actions without one into opening ones, and opening
    /// actions against one into closing ones.
    private func applyPositions(_ account: Account, _ order: inout Order, _ report: inout PreflightReport) {
        for index in order.legs.indices {
            let leg = order.legs[index]
            var held = account.shown[leg.symbol]?.quantity ?? .zero
            if faults.seesClosingSalesAsOpening, leg.action == .sellToClose { held = .zero }
            let coversBy = leg.action.isBuy ? -held : held
            switch leg.action {
            case .buy, .sell:
                order.legs[index].action = .of(isBuy: leg.action.isBuy, isClosing: coversBy > .zero)
            case .buyToClose, .sellToClose:
                guard let quantity = leg.quantity, coversBy < quantity else { continue }
                let text = "There is no position of \(quantity) \(leg.symbol) to close"
                if order.request.isStrictAboutPositions {
                    report.errors.append(OrderIssue("closing_with_no_position", text + "."))
                } else {
                    report.warnings.append(
                        OrderIssue("closing_with_no_position", text + ": the order will open a position."))
                    order.legs[index].action = .of(isBuy: leg.action.isBuy, isClosing: false)
                }
            case .buyToOpen, .sellToOpen:
                guard let quantity = leg.quantity, coversBy > .zero else { continue }
                let text = "There is a position of \(coversBy) \(leg.symbol) on the other side"
                if order.request.isStrictAboutPositions {
                    report.errors.append(OrderIssue("opening_against_position", text + "."))
                } else if coversBy >= quantity {
                    report.warnings.append(
                        OrderIssue("opening_against_position", text + ": the order will close it."))
                    order.legs[index].action = .of(isBuy: leg.action.isBuy, isClosing: true)
                }
            }
            order.request.legs[index].action = order.legs[index].action
        }
        // What a flip makes an opening order is held to the rules of opening orders, and the other way round.
        if order.request.legs.map(\.action) != report.order.request.legs.map(\.action) {
            let instruments = order.legs.compactMap { state.instruments[$0.symbol] }
            let asked = OrderShape(
                request: report.order.request, instruments: instruments, rules: rules, now: state.now
            ).errors
            let flipped = OrderShape(
                request: order.request, instruments: instruments, rules: rules, now: state.now
            ).errors
            // What was asked for as `Buy` or `Sell` where it must not be stays wrong, whatever it was turned into.
            report.errors.removeAll {
                asked.contains($0) && !flipped.contains($0) && $0.code != OrderShape.invalidAction.code
            }
            for error in flipped where !report.errors.contains(error) { report.errors.append(error) }
        }
    }

    /// What an order that waited for another needs now that it is sent on, as if it were placed anew, and why the
    /// account cannot carry it; `nil` when it can.
    func weight(of order: Order, _ market: some VenueMarket) -> (reserved: Money, refusal: String?) {
        guard let account = state.accounts[order.account] else { return (.zero, nil) }
        let instruments = order.legs.compactMap { state.instruments[$0.symbol] }
        guard instruments.count == order.legs.count else { return (.zero, nil) }
        var report = PreflightReport(order: order)
        // The position that its trigger opened may not be shown yet, but it is in the ledger. What closes more than
        // there is opens.
        for (index, leg) in order.legs.enumerated() where leg.action.isClosing {
            let held = account.positions[leg.symbol]?.quantity ?? .zero
            if let quantity = leg.quantity, (leg.action.isBuy ? -held : held) < quantity {
                report.order.legs[index].action = .of(isBuy: leg.action.isBuy, isClosing: false)
            }
        }
        weigh(&report, account, instruments, CheckScope(), market)
        return (report.order.reserved, report.errors.first?.message)
    }

    /// Refuses to buy what an order of the account offers, and the other way round.
    private func checkOppositeSide(
        _ order: Order, _ account: Account, _ scope: CheckScope, _ report: inout PreflightReport
    ) {
        for id in state.open where id != scope.replaces {
            guard let other = state.orders[id], other.account == account.profile.number, other.legs.count == 1,
                order.legs.count == 1, let theirs = other.legs.first, let ours = order.legs.first,
                theirs.symbol == ours.symbol, theirs.action.isBuy != ours.action.isBuy,
                other.contingentStatus != .pendingOrder, !scope.waitsForOrder
            else { continue }
            report.errors.append(
                OrderIssue(
                    "illegal_buy_and_sell_on_same_symbol",
                    "You cannot have a buy and a sell working on \(ours.symbol) at the same time."))
            return
        }
    }

    /// Works out fees and buying power, and refuses what the account cannot carry.
    private func weigh(
        _ report: inout PreflightReport, _ account: Account, _ instruments: [TradableInstrument],
        _ scope: CheckScope, _ market: some VenueMarket
    ) {
        let priced = PricedOrder(report.order, instruments, natural(of: report.order, market)) { symbol in
            market.quote(of: symbol, at: state.now)?.mark
        }
        guard let priced else {
            if rules.checksMargin, report.order.legs.contains(where: { $0.action.isOpening }), !scope.waitsForOrder {
                report.errors.append(
                    OrderIssue("margin_check_failed", "There is no price to work out the order's margin from."))
            }
            return
        }
        if priced.isBelowFractionalMinimum {
            report.errors.append(OrderShape.tooSmall)
        }
        let day = instruments.first.map { bookingDay(of: $0, at: state.now) } ?? USTimeZone.eastern.day(of: state.now)
        report.fees = OrderFees(rules.fees.fees(for: priced.feeLegs(isClosing: false), on: day))
        report.closingFees = OrderFees(rules.fees.fees(for: priced.feeLegs(isClosing: true), on: day))
        let effect = effect(of: priced, report, account, scope, market)
        report.effect = effect.0
        report.order.reserved = scope.waitsForOrder ? .zero : max(.zero, -effect.0.buyingPowerChange)
        guard rules.checksMargin, !scope.waitsForOrder, report.order.legs.contains(where: { $0.action.isOpening })
        else { return }
        if effect.isForbidden {
            report.errors.append(
                OrderIssue(
                    "margin_check_failed",
                    "A \(account.profile.margin.rawValue) account cannot hold what this order opens."))
        } else if effect.0.buyingPowerChange < .zero, effect.0.newBuyingPower < .zero {
            report.errors.append(
                OrderIssue(
                    "margin_check_failed",
                    "You do not have sufficient available funds, needed \(-effect.0.buyingPowerChange), "
                        + "available \(effect.0.currentBuyingPower)."))
        }
    }

    private func effect(
        of priced: PricedOrder, _ report: PreflightReport, _ account: Account, _ scope: CheckScope,
        _ market: some VenueMarket
    ) -> (OrderEffect, isForbidden: Bool) {
        let held = holdings(of: account, market)
        let keys = Set(priced.holdings.map(\.marginKey))
        let before = held.filter { keys.contains($0.marginKey) }
        let after = before.merging(priced.holdings)
        let kind = account.profile.margin
        let partsBefore = margin(of: before, kind, market)
        let partsAfter = margin(of: after, kind, market)
        let isolated = margin(of: priced.holdings, kind, market).reduce(Money.zero) { $0 + $1.initial }
        let change =
            partsAfter.reduce(Money.zero) { $0 + $1.initial } - partsBefore.reduce(Money.zero) { $0 + $1.initial }
        var current = balance(of: account.profile.number, market).derivativeBuyingPower
        if let replaced = scope.replaces.flatMap({ state.orders[$0] }) { current = current + replaced.reserved }
        let effect = OrderEffect(
            requirementChange: change, buyingPowerChange: priced.equityChange - change - report.fees.total,
            currentBuyingPower: current, isolatedRequirement: isolated, isSpread: report.order.legs.count > 1)
        let isForbidden = partsAfter.contains { $0.isForbidden } && !partsBefore.contains { $0.isForbidden }
        return (effect, isForbidden)
    }
}
