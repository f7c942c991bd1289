import MarketModel

extension OrderChecks {
    func checkLegs(_ order: OrderRequest, _ problems: inout [OrderProblem]) {
        guard let first = order.legs.first else {
            problems.append(OrderProblem(.legCount, "the order has no leg; name what to trade"))
            return
        }
        for (place, leg) in order.legs.enumerated() { checkLeg(leg, place, order, &problems) }
        let most = order.legs.map { Self.mostLegs(of: $0.instrument.type) }.min() ?? 1
        checkMixing(order.legs, first, &problems)
        if order.legs.count > most, !isSharesWithOptions(order.legs) || order.legs.count > 4 {
            let kind = order.legs.first { Self.mostLegs(of: $0.instrument.type) == most }!.instrument.type
            problems.append(
                OrderProblem(
                    .legCount,
                    "an order of \(kind) has at most \(most) leg\(most == 1 ? "" : "s"), not \(order.legs.count); "
                        + "send several orders"))
        }
        var seen: Set<String> = []
        for (place, leg) in order.legs.enumerated() where !seen.insert(leg.instrument.symbol).inserted {
            problems.append(
                OrderProblem(
                    .repeatedSymbol,
                    "\(leg.instrument.symbol) is in two legs; put their quantities into one", leg: place))
        }
    }

    private static func mostLegs(of type: InstrumentType) -> Int {
        type == .equityOption || type == .futureOption ? 4 : 1
    }

    private func isSharesWithOptions(_ legs: [LegRequest]) -> Bool {
        allowsSharesWithOptions && legs.filter { $0.instrument.type == .equity }.count == 1
            && legs.allSatisfy { $0.instrument.type == .equity || $0.instrument.type == .equityOption }
    }

    private func checkMixing(_ legs: [LegRequest], _ first: LegRequest, _ problems: inout [OrderProblem]) {
        let types = legs.map(\.instrument.type)
        if types.contains(where: { $0 != first.instrument.type }), !isSharesWithOptions(legs) {
            let names = Set(types.map(\.rawValue)).sorted().joined(separator: " and ")
            problems.append(
                OrderProblem(.mixedInstruments, "\(names) do not go into one order; send one order for each"))
        }
        // The roots of one index differ (SPX and SPXW) where the underlying does not.
        let underlyings = Set(legs.map { Self.family($0.instrument.underlying) })
        if underlyings.count > 1 {
            problems.append(
                OrderProblem(
                    .mixedUnderlyings,
                    "the legs are on \(underlyings.sorted().joined(separator: " and ")); an order has one underlying, "
                        + "send one order for each"))
        }
    }

    /// The index a root belongs to.
    private static func family(_ root: String) -> String {
        switch root {
        case "SPXW": "SPX"
        case "NDXP": "NDX"
        case "RUTW": "RUT"
        case "VIXW": "VIX"
        default: root
        }
    }

    private func checkLeg(
        _ leg: LegRequest, _ place: Int, _ order: OrderRequest, _ problems: inout [OrderProblem]
    ) {
        let type = leg.instrument.type
        if type == .cryptocurrency, !allowsCrypto {
            problems.append(
                OrderProblem(
                    .instrument,
                    "the venue has suspended crypto since 29 June 2026; \(leg.instrument.symbol) cannot be sent",
                    leg: place))
        } else if ![.equity, .equityOption, .future, .futureOption, .cryptocurrency].contains(type) {
            problems.append(
                OrderProblem(
                    .instrument, "\(leg.instrument.symbol) is a \(type), which cannot be traded by the API", leg: place)
            )
        }
        if leg.action == .buy || leg.action == .sell {
            if type != .future || order.legs.count > 1 {
                problems.append(
                    OrderProblem(
                        .action,
                        "\(leg.action) is for a single future; say whether \(leg.instrument.symbol) is to open or to close",
                        leg: place))
            }
        } else if leg.action.direction == 0 {
            problems.append(
                OrderProblem(
                    .action, "\(leg.action) cannot be sent; use \(OrderAction.buyToOpen) or the like", leg: place))
        }
        checkQuantity(leg, place, order, &problems)
    }

    private func checkQuantity(
        _ leg: LegRequest, _ place: Int, _ order: OrderRequest, _ problems: inout [OrderProblem]
    ) {
        if case .notional = order.pricing {
            if leg.quantity != nil {
                problems.append(
                    OrderProblem(.quantity, "an order for an amount of money has no quantity; leave it out", leg: place)
                )
            }
            return
        }
        guard let quantity = leg.quantity else {
            problems.append(OrderProblem(.quantity, "the quantity is missing; give one above zero", leg: place))
            return
        }
        if quantity <= .zero {
            problems.append(
                OrderProblem(
                    .quantity, "the quantity \(quantity) is not above zero; the action says which way", leg: place))
        } else if quantity.billionths % 1_000_000_000 != 0, leg.instrument.type != .cryptocurrency {
            problems.append(
                OrderProblem(
                    .quantity,
                    "the quantity \(quantity) is not whole; for a part of a share send an order for an amount of money",
                    leg: place))
        }
    }
}
