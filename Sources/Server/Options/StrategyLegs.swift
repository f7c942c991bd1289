import Live
import MarketModel
import Options

/// The legs of a request as a structure, with what the chain knows of each.
struct StrategyLegs {
    /// What the chain knows of a leg.
    struct Leg {
        let expiration: ExpirationKey
        /// The mid now, the underlying's price for the underlying; `nil` when there is none.
        let mark: Price?
        /// The option in the chain; `nil` for the underlying.
        let contract: ContractSnapshot?
        /// Where the entry price comes from when the client gave none.
        let assumption: String?
    }

    /// With an entry price for every leg.
    let structure: OptionStructure
    let legs: [Leg]

    /// Finds every leg in the chain.
    ///
    /// A leg without a price of its own is taken at the mid; where there is no two-sided quote, at the chain's own model
    /// price, which `Leg.assumption` then says.
    ///
    /// - Throws: `RequestError` for a leg that is not listed, or that nothing gives a price for.
    init(_ wishes: [StrategyRequest.Leg], in reading: ChainReading) throws(RequestError) {
        var made: [OptionLeg] = []
        var known: [Leg] = []
        for wish in wishes {
            let expiration = try Self.expiration(wish, in: reading)
            let (leg, mark, contract) = try Self.leg(wish, expiration)
            let modelled = leg.option.flatMap { Self.modelPrice($0, reading) }
            guard let price = try Self.price(wish) ?? mark ?? modelled else { throw Self.noPrice(wish, reading) }
            var entered = leg
            entered.entryPrice = price
            made.append(entered)
            let isModelled = wish.price == nil && mark == nil
            known.append(
                Leg(
                    expiration: ExpirationKey(expiration.series), mark: mark, contract: contract,
                    assumption: isModelled
                        ? "\(wish.strike ?? "") \(wish.right) has no two-sided quote: taken at the model's price" : nil)
            )
        }
        do {
            let shape = try OptionStructure(legs: made)
            structure = try OptionStructure(name: StructureRecognition(of: shape).name, legs: made)
        } catch {
            throw RequestError(code: "no_structure", message: Self.words(error))
        }
        legs = known
    }

    private static func expiration(
        _ wish: StrategyRequest.Leg, in reading: ChainReading
    ) throws(RequestError) -> ExpirationSnapshot {
        let found = reading.snapshot.expirations.first { ExpirationKey($0.series).text == wish.expiration }
        guard let found else {
            throw RequestError(
                code: "expiration_unknown",
                message:
                    "'\(wish.expiration.prefix(40))' is no expiration of \(reading.snapshot.underlying) that trades",
                status: 404)
        }
        return found
    }

    private static func leg(
        _ wish: StrategyRequest.Leg, _ expiration: ExpirationSnapshot
    ) throws(RequestError) -> (OptionLeg, mark: Price?, contract: ContractSnapshot?) {
        let series = expiration.series
        if wish.right == "underlying" {
            let instrument: LegInstrument
            switch series.delivery {
            case .shares: instrument = .shares(symbol: series.underlying)
            case .future: instrument = .future(symbol: series.underlying, multiplier: series.multiplier)
            case .cash:
                throw RequestError(
                    code: "underlying_not_held", message: "\(series.underlying) is an index and cannot be held")
            }
            return (OptionLeg(instrument, quantity: Quantity(whole: wish.quantity)), expiration.underlying?.price, nil)
        }
        guard let right = wish.right == "call" ? OptionRight.call : wish.right == "put" ? .put : nil,
            let strike = wish.strike.flatMap({ Price($0) })
        else {
            throw RequestError(
                code: "leg_unreadable", message: "a leg is a call or put with a strike, or the underlying")
        }
        guard let contract = expiration.contract(right, strike) else {
            throw RequestError(
                code: "leg_unknown",
                message:
                    "the \(strike) \(right == .call ? "call" : "put") of \(ExpirationKey(series).text) is not listed",
                status: 404)
        }
        let option = OptionContract(series: series, right: right, strike: strike)
        return (OptionLeg(option, quantity: wish.quantity), contract.mid, contract)
    }

    private static func price(_ wish: StrategyRequest.Leg) throws(RequestError) -> Price? {
        guard let text = wish.price else { return nil }
        guard let price = Price(text) else {
            throw RequestError(
                code: "price_unreadable", message: "'\(text.prefix(20))' is no price: write a number such as 1.25")
        }
        return price
    }

    private static func modelPrice(_ option: OptionContract, _ reading: ChainReading) -> Price? {
        guard let market = StructureMarket(of: [option], in: reading.snapshot), market.volatilities[option] != nil
        else {
            return nil
        }
        let cents = (market.valuation(of: option).price * 100).rounded()
        return cents.isFinite && abs(cents) < 1e11 ? Price(billionths: Int64(cents) * 10_000_000) : nil
    }

    /// No price at all: the quotes are still on their way, or there are none.
    private static func noPrice(_ wish: StrategyRequest.Leg, _ reading: ChainReading) -> RequestError {
        if !reading.health.isComplete { return RequestError(pricesOf: wish.expiration, reading.health) }
        return RequestError(
            code: "no_price",
            message:
                "the \(wish.strike ?? "underlying") \(wish.right) has neither a quote nor a model price: give it a price",
            status: 409)
    }

    private static func words(_ error: StructureError) -> String {
        switch error {
        case .noLegs: "a structure has at least one leg"
        case .emptyLeg(let index): "leg \(index + 1) has no contracts"
        case .fractionalContracts(let index): "leg \(index + 1) has a fraction of a contract"
        case .mixedUnderlyings(let first, let other):
            "the legs are on \(first) and \(other): one structure has one underlying"
        case .severalExpirations, .unknownEntryPrice: "the legs make no structure"
        }
    }
}

extension RequestError {
    /// Why an expiration has no prices: they are on their way, or no room is left to watch them.
    init(pricesOf expiration: String, _ health: ChainHealth) {
        if health.watched == 0, health.beyondBudget > 0 {
            self.init(
                code: "prices_pending",
                message:
                    "\(expiration) is not watched yet: as many options are watched as a session may hold. What nobody "
                    + "looks at is let go after a minute", status: 503)
        } else {
            self.init(
                code: "prices_pending",
                message:
                    "prices of \(expiration) are on their way, \(health.quoted) of \(health.watched) so far: try again "
                    + "in a moment", status: 503)
        }
    }
}
