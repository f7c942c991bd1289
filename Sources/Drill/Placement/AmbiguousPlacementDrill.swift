import MarketModel
import Simulator
import Tastytrade

/// Many orders whose outcome is in doubt: none becomes two.
enum AmbiguousPlacementDrill {
    static let all = [
        FaultDrill(
            "ambiguous-placement",
            [.replyLost, .noResponse, .cutResponse, .serverError, .tokenExpiry, .unauthorized, .rateLimit],
            "over all seeds no wish becomes two orders, and what is said of each order is true", run: run)
    ]

    /// Orders sent over real sockets, and how many at a time.
    private static let realOrders = 240
    private static let atOnce = 12
    /// How often each fault takes the sending of an order.
    private static let shares: [(SimulatorFault, Double)] = [
        (.replyLost, 0.15), (.noResponse, 0.1), (.cutResponse, 0.15), (.serverError, 0.12), (.tokenExpiry, 0.08),
        (.unauthorized, 0.1), (.rateLimit, 0.08),
    ]

    @Sendable private static func run(_ ground: DrillGround) async throws {
        model(ground)
        try await sockets(ground)
    }

    private static func model(_ ground: DrillGround) {
        var ends: [PlacementTrial.End: Int] = [:]
        var (doubles, resent, untrue) = (0, 0, 0)
        for seed in 0..<UInt64(ground.seeds) {
            let trial = PlacementTrial(seed: ground.seed &* 1_000_003 &+ seed)
            ends[trial.end, default: 0] += 1
            if trial.orders > 1 { doubles += 1 }
            if trial.sends > 1 { resent += 1 }
            if !trial.isTrue { untrue += 1 }
        }
        let told = PlacementTrial.End.allCases.map { "\($0.rawValue) \(ends[$0] ?? 0)" }.joined(separator: ", ")
        ground.expect("over \(ground.seeds) seeds no wish became two orders", doubles == 0, "\(doubles) did; \(told)")
        ground.expect("no request was sent twice", resent, is: 0)
        ground.expect("what was said of every order is true", untrue == 0, "\(untrue) untrue")
    }

    /// What became of one wish.
    private struct Wish: Sendable {
        var identifiers: [String] = []
        var isPlaced = false
        var isOpen = false
        var wasFoundByLooking = false
        /// How it ended, in words.
        var end = "not reviewed"
    }

    private static func sockets(_ ground: DrillGround) async throws {
        // A breaker that opened would keep orders from being sent at all.
        let floor = try await OrderFloor(ground, timeout: .seconds(1)) {
            $0.breaker = BreakerConfiguration(failuresToOpen: 100_000)
        }
        for (fault, share) in shares {
            ground.switchOn(fault) {
                $0.probability = share
                $0.target = floor.placing
            }
        }
        // Looks fail, too.
        ground.switchOn(.badGateway) {
            $0.probability = 0.2
            $0.target = "GET /accounts/\(floor.desk.account)/orders/live"
        }
        let count = min(ground.seeds, realOrders)
        let wishes = try await withThrowingTaskGroup(of: Wish.self) { group in
            var wishes: [Wish] = []
            for place in 0..<count {
                if place >= atOnce, let wish = try await group.next() { wishes.append(wish) }
                group.addTask { try await fulfil(floor) }
            }
            for try await wish in group { wishes.append(wish) }
            return wishes
        }
        for (fault, _) in shares { ground.switchOff(fault) }
        ground.switchOff(.badGateway)

        var booked: [String: Int] = [:]
        for order in try await floor.allBooked() { booked[order.externalIdentifier ?? "", default: 0] += 1 }
        func orders(of wish: Wish) -> Int { wish.identifiers.reduce(0) { $0 + (booked[$1] ?? 0) } }
        let doubles = wishes.count { orders(of: $0) > 1 }
        let lost = wishes.count { $0.isPlaced && orders(of: $0) != 1 }
        let ghosts = wishes.count { !$0.isPlaced && !$0.isOpen && orders(of: $0) != 0 }
        let (placed, open) = (wishes.count(where: \.isPlaced), wishes.count(where: \.isOpen))
        ground.expect(
            "over sockets, of \(count) wishes none became two orders", doubles == 0,
            "\(doubles) did; placed \(placed), not placed \(count - placed - open), unknown \(open)")
        var ends: [String: Int] = [:]
        for wish in wishes where !wish.isPlaced { ends[wish.end, default: 0] += 1 }
        let others = ends.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map { "\($0.value) \($0.key)" }
        ground.expect(
            "most wishes are fulfilled all the same", placed * 2 > count,
            "\(placed) of \(count)" + (others.isEmpty ? "" : "; others: " + others.joined(separator: "; ")))
        let found = wishes.count(where: \.wasFoundByLooking)
        ground.expect("orders whose answer was lost were found by looking", found > 0, "\(found)")
        ground.expect("every order that was told placed is there once", lost == 0, "\(lost) are not")
        ground.expect("none that was told not placed is there", ghosts == 0, "\(ghosts) are")
    }

    /// Wants one order: sends it, and after a certain no sends another, up to three times.
    private static func fulfil(_ floor: OrderFloor) async throws -> Wish {
        var wish = Wish()
        for _ in 0..<3 where !wish.isPlaced && !wish.isOpen {
            guard let receipt = await review(floor, &wish) else { break }
            wish.identifiers.append(receipt.externalIdentifier)
            let outcome = await floor.submit(receipt)
            wish.end = outcome.summary
            switch outcome {
            case .placed(let placement):
                wish.isPlaced = true
                wish.wasFoundByLooking = placement.wasFoundByLooking
            case .unknown: wish.isOpen = true
            case .notPlaced: break
            }
        }
        return wish
    }

    /// Reviews the order. A dry run may fail for a moment, as when a token ends; it places nothing and may be repeated.
    private static func review(_ floor: OrderFloor, _ wish: inout Wish) async -> Receipt? {
        for _ in 0..<8 {
            do {
                return try await floor.desk.review(floor.order(.buyToOpen, 1, cents: -5000))
            } catch {
                wish.end = "not reviewed: \(error)"
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
        return nil
    }
}
