import MarketModel

extension OrderDesk {
    /// The account by REST: what the stream does not replay.
    ///
    /// Positions come before orders, so that every fill the ledger shows is among the orders' fills.
    ///
    /// - Parameter open: Orders that must be told of: those that today's list leaves out are asked for one by one.
    /// - Throws: `TastytradeError`.
    public func snapshot(asking open: [OrderID] = []) async throws -> AccountSnapshot {
        let takenAt = clock.now()
        let positions = try await session.positions(of: account)
        var (orders, losses) = try await liveOrders()
        let told = Set(orders.compactMap(\.id))
        for id in open where !told.contains(id) {
            do {
                orders.append(try await order(id))
            } catch TastytradeError.notFound {
                continue
            }
        }
        let balances = try await session.balances(of: account)
        losses += positions.losses + balances.losses
        return AccountSnapshot(
            account: account, takenAt: takenAt, orders: orders, positions: positions.value, balances: balances.value,
            losses: losses)
    }
}
