import Brokerage
import MarketModel
import Simulator
import Wire

extension DrillGround {
    /// The best bid and offer of a symbol as the venue has them now; `nil` when one is missing.
    func market(of symbol: String) -> (bid: Price, ask: Price)? {
        let quote = simulator.venue.quote(of: symbol, at: SystemClock.now())
        guard let bid = quote?.bid, let ask = quote?.ask else { return nil }
        return (bid, ask)
    }
}
