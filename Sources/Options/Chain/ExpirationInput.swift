internal import MarketModel

/// The quotes of one expiration with their exclusions, before anything is computed from them.
struct ExpirationInput {
    var strikes: [StrikeSnapshot] = []
    var exclusions = ChainExclusions()

    /// - Parameter first: The place in the book of the expiration's first contract.
    init(_ expiration: OptionChain.Expiration, first: Int, book: ChainBook, spot: Price?, at moment: Timestamp) {
        let isExpired = moment >= expiration.series.stopsTradingAt
        var index = first
        strikes.reserveCapacity(expiration.strikes.count)
        for strike in expiration.strikes {
            var snapshot = StrikeSnapshot(price: strike.price, call: nil, put: nil)
            if strike.call != nil {
                snapshot.call = contract(.call, strike.price, index, book, spot, isExpired, moment)
                index += 1
            }
            if strike.put != nil {
                snapshot.put = contract(.put, strike.price, index, book, spot, isExpired, moment)
                index += 1
            }
            if snapshot.call == nil || snapshot.put == nil { exclusions.count(.halfStrike) }
            strikes.append(snapshot)
        }
    }

    private mutating func contract(
        _ right: OptionRight, _ strike: Price, _ index: Int, _ book: ChainBook, _ spot: Price?, _ isExpired: Bool,
        _ moment: Timestamp
    ) -> ContractSnapshot {
        let state = book.states[index]
        var contract = ContractSnapshot(index: index, right: right, strike: strike)
        if let quote = state.quote {
            contract.bid = quote.bid
            contract.ask = quote.ask
            contract.bidSize = quote.bidSize
            contract.askSize = quote.askSize
            contract.quoteAge = moment - quote.time
        }
        contract.last = state.last
        contract.volume = state.volume
        contract.openInterest = state.openInterest
        contract.intrinsic = spot.map { max(.zero, right == .call ? $0 - strike : strike - $0) }
        contract.exclusion = isExpired ? .expired : contract.quoteExclusion(limit: book.policy.quoteAgeLimit)
        if let exclusion = contract.exclusion { exclusions.count(exclusion) }
        if state.feedIsNotANumber { exclusions.count(.notANumber) }
        return contract
    }

    /// The strikes at which both options have prices that are fit.
    var parityQuotes: [ParityQuote] {
        strikes.compactMap { strike in
            guard let call = strike.call, let put = strike.put, call.exclusion == nil, put.exclusion == nil,
                let callBid = call.bid, let callAsk = call.ask, let putBid = put.bid, let putAsk = put.ask
            else { return nil }
            return ParityQuote(
                strike: strike.price.doubleValue, callBid: callBid.doubleValue, callAsk: callAsk.doubleValue,
                putBid: putBid.doubleValue, putAsk: putAsk.doubleValue)
        }
    }
}

extension ContractSnapshot {
    /// Why the quote is unfit, the gravest reason first.
    fileprivate func quoteExclusion(limit: Duration) -> ChainExclusion? {
        guard let bid, let ask, let quoteAge else { return .absentQuote }
        if bid < .zero || ask < .zero { return .negativePrice }
        if bid > ask { return .crossed }
        if ask == .zero { return .absentQuote }
        if bid == .zero { return .zeroBid }
        return quoteAge > limit ? .stale : nil
    }
}
