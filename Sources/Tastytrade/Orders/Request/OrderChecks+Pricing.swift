import MarketModel

extension OrderChecks {
    func checkPricing(_ order: OrderRequest, _ problems: inout [OrderProblem]) {
        let isSingle = order.legs.count == 1
        switch order.pricing {
        case .market:
            if order.legs.count > 1 {
                problems.append(
                    OrderProblem(.legCount, "a market order has one leg; give the spread a limit price"))
            }
        case .notional(let amount): checkNotional(amount, order, &problems)
        case .limit, .stop, .stopLimit: break
        }
        if let trigger = order.pricing.trigger, trigger <= .zero {
            problems.append(
                OrderProblem(.price, "the stop's trigger \(trigger) is not above zero; give it as the market shows it"))
        }
        guard let net = order.pricing.netPrice, isSingle, let leg = order.legs.first else { return }
        if net == .zero {
            problems.append(
                OrderProblem(.price, "a single leg has no limit of zero; give the price it may cost or bring"))
        } else if leg.action.direction > 0, net > .zero {
            problems.append(
                OrderProblem(
                    .priceEffect, "\(leg.action) pays, so its limit is a debit, below zero: \(-net), not \(net)"))
        } else if leg.action.direction < 0, net < .zero {
            problems.append(
                OrderProblem(
                    .priceEffect, "\(leg.action) receives, so its limit is a credit, above zero: \(-net), not \(net)"))
        }
    }

    private func checkNotional(_ amount: Money, _ order: OrderRequest, _ problems: inout [OrderProblem]) {
        if order.legs.count > 1 {
            problems.append(OrderProblem(.legCount, "an order for an amount of money has one leg"))
        }
        if let type = order.legs.first?.instrument.type, type != .equity, type != .cryptocurrency {
            problems.append(
                OrderProblem(
                    .instrument,
                    "only shares that trade in parts can be bought for an amount of money, not a \(type); "
                        + "give a quantity", leg: 0))
        }
        if amount < Self.smallestNotional {
            problems.append(
                OrderProblem(.amount, "the amount \(amount) is below the smallest, \(Self.smallestNotional); raise it"))
        }
    }

    func checkTicks(_ order: OrderRequest, _ problems: inout [OrderProblem]) {
        if let net = order.pricing.netPrice, net != .zero {
            let step: Price? =
                order.legs.count == 1
                ? order.legs[0].instrument.ticks?.step(at: net)
                : order.legs.isEmpty ? nil : netPrices.step(for: order.legs)
            if let step { checkTick(net, step, "the price", &problems) }
        }
        if let trigger = order.pricing.trigger, trigger > .zero, order.legs.count == 1,
            let step = order.legs[0].instrument.ticks?.step(at: trigger)
        {
            checkTick(trigger, step, "the stop's trigger", &problems)
        }
    }

    private func checkTick(_ price: Price, _ step: Price, _ name: String, _ problems: inout [OrderProblem]) {
        guard !price.isMultiple(of: step) else { return }
        // Both neighbours, the one towards zero first, so that the message fits debits and credits.
        let inner = Price(billionths: price.billionths / step.billionths * step.billionths)
        let outer = price < .zero ? inner - step : inner + step
        problems.append(
            OrderProblem(.tick, "\(name) \(price) is no multiple of \(step); use \(inner) or \(outer)"))
    }

    func checkDuration(_ order: OrderRequest, _ problems: inout [OrderProblem]) {
        let word = order.duration.timeInForce
        if case .gtd(let day) = order.duration {
            let today = USTimeZone.eastern.day(of: now)
            if day < today {
                problems.append(
                    OrderProblem(.date, "\(day) has passed, today is \(today); give a day to come"))
            }
        }
        switch order.pricing {
        case .market, .notional:
            if order.duration.outlivesSession {
                problems.append(
                    OrderProblem(.duration, "a market order cannot be \(word); use Day, or give it a limit price"))
            }
        case .stop:
            if order.duration.outlivesSession, order.legs.contains(where: { !$0.action.closes }) {
                problems.append(
                    OrderProblem(
                        .duration, "a stop that opens a position cannot be \(word); use Day, or a stop limit"))
            }
        case .limit, .stopLimit: break
        }
        if word.isExtended, order.legs.count != 1 || order.legs.first?.instrument.type != .equity {
            problems.append(
                OrderProblem(.duration, "\(word) is for one leg of shares; use Day or GTC"))
        }
    }

    func checkRule(_ rule: RuleRequest, _ problems: inout [OrderProblem]) {
        if let cancelAt = rule.cancelAt {
            if cancelAt <= now {
                problems.append(OrderProblem(.rule, "the order would be cancelled at \(cancelAt), which has passed"))
            }
            if let routeAfter = rule.routeAfter, cancelAt <= routeAfter {
                problems.append(
                    OrderProblem(
                        .rule, "the order would be cancelled at \(cancelAt), before it is routed at \(routeAfter)"))
            }
        }
        for condition in rule.conditions {
            if condition.symbol.isEmpty {
                problems.append(OrderProblem(.rule, "a condition names no symbol; say whose price it watches"))
            }
            if condition.threshold <= .zero, condition.components.isEmpty {
                problems.append(
                    OrderProblem(
                        .rule,
                        "the condition on \(condition.symbol) has the threshold \(condition.threshold), which no "
                            + "price below or at zero meets; give one above zero"))
            }
            if condition.components.contains(where: { $0.quantity == .zero }) {
                problems.append(
                    OrderProblem(.rule, "a part of the condition on \(condition.symbol) has the quantity zero"))
            }
        }
    }
}
