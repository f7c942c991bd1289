import MarketModel

/// Who may send now: the rules of the request budget, free of I/O.
///
/// Requests wait in the order they came, orders before everything else and cancels before other orders. A family at its ceiling keeps no other family
/// waiting. After a 429 the whole family pauses.
struct RequestLimiter {
    private struct Waiter {
        let ticket: Int
        let family: RequestFamily
        var isCancel = false
    }

    private var families: [RequestFamily: [SlidingWindow]]
    private var together: [SlidingWindow]
    private var urgent: [Waiter] = []
    private var ordinary: [Waiter] = []
    private var sent: [Int: RequestFamily] = [:]
    private var pausedUntil: [RequestFamily: Timestamp] = [:]
    private var refusalsInARow: [RequestFamily: Int] = [:]

    init(_ ceilings: RequestCeilings) {
        families = ceilings.families.mapValues { $0.map(SlidingWindow.init) }
        together = ceilings.together.map(SlidingWindow.init)
    }

    /// How many wait.
    var waiting: Int { urgent.count + ordinary.count }

    /// How many were admitted and are not over.
    var underWay: Int { sent.count }

    /// Takes a place at the end of the queue; a cancel behind the other cancels.
    mutating func enqueue(_ ticket: Int, _ family: RequestFamily, isCancel: Bool = false) {
        let waiter = Waiter(ticket: ticket, family: family, isCancel: isCancel)
        if isCancel {
            urgent.insert(waiter, at: urgent.firstIndex { !$0.isCancel } ?? urgent.endIndex)
        } else if family == .orders {
            urgent.append(waiter)
        } else {
            ordinary.append(waiter)
        }
    }

    /// Leaves the queue.
    ///
    /// - Returns: Whether it stood there.
    mutating func cancel(_ ticket: Int) -> Bool {
        let before = waiting
        urgent.removeAll { $0.ticket == ticket }
        ordinary.removeAll { $0.ticket == ticket }
        return waiting < before
    }

    /// Lets go whoever may send now.
    ///
    /// - Returns: Their tickets, in the order in which they may send.
    mutating func admit(at now: Timestamp) -> [Int] {
        guard waiting > 0 else { return [] }
        pausedUntil = pausedUntil.filter { $0.value > now }
        var admitted: [Int] = []
        var blocked = Set(pausedUntil.keys)
        var isOpen = hasRoomTogether(at: now)
        for lane in [\RequestLimiter.urgent, \.ordinary] where isOpen {
            var stays: [Waiter] = []
            for waiter in self[keyPath: lane] {
                if isOpen, !blocked.contains(waiter.family), hasRoom(waiter.family, at: now) {
                    take(waiter, at: now)
                    admitted.append(waiter.ticket)
                    isOpen = hasRoomTogether(at: now)
                } else {
                    // Nobody of the family overtakes the first who has to wait.
                    blocked.insert(waiter.family)
                    stays.append(waiter)
                }
            }
            self[keyPath: lane] = stays
        }
        return admitted
    }

    private mutating func hasRoomTogether(at now: Timestamp) -> Bool {
        for place in together.indices where !together[place].hasRoom(at: now) { return false }
        return true
    }

    private mutating func hasRoom(_ family: RequestFamily, at now: Timestamp) -> Bool {
        let count = families[family]?.count ?? 0
        for place in 0..<count where families[family]?[place].hasRoom(at: now) == false { return false }
        return true
    }

    private mutating func take(_ waiter: Waiter, at now: Timestamp) {
        sent[waiter.ticket] = waiter.family
        everyWindow(of: waiter.family) { $0.take(waiter.ticket, at: now) }
    }

    private mutating func everyWindow(of family: RequestFamily, _ change: (inout SlidingWindow) -> Void) {
        for place in together.indices { change(&together[place]) }
        let count = families[family]?.count ?? 0
        for place in 0..<count { change(&families[family]![place]) }
    }

    /// A request that was admitted is over.
    mutating func finish(_ ticket: Int, at now: Timestamp) {
        guard let family = sent.removeValue(forKey: ticket) else { return }
        everyWindow(of: family) { $0.finish(ticket, at: now) }
    }

    /// A request that was admitted was not sent: its place is free at once.
    mutating func giveBack(_ ticket: Int) {
        guard let family = sent.removeValue(forKey: ticket) else { return }
        everyWindow(of: family) { $0.giveBack(ticket) }
    }

    // MARK: 429

    /// The venue refused one of the family for coming too often.
    ///
    /// - Returns: How many times in a row now.
    mutating func refused(_ family: RequestFamily) -> Int {
        refusalsInARow[family, default: 0] += 1
        return refusalsInARow[family, default: 0]
    }

    /// The venue took one of the family.
    mutating func accepted(_ family: RequestFamily) { refusalsInARow[family] = nil }

    /// Lets nobody of the family go before `moment`; a longer pause stays.
    mutating func pause(_ family: RequestFamily, until moment: Timestamp) {
        pausedUntil[family] = max(pausedUntil[family] ?? moment, moment)
    }

    /// How long the family still pauses; zero when it does not.
    func pause(of family: RequestFamily, at now: Timestamp) -> Duration {
        pausedUntil[family].map { max($0 - now, .zero) } ?? .zero
    }

    /// When to ask `admit` again; `nil` when nobody waits.
    func nextChange(after now: Timestamp) -> Timestamp? {
        guard waiting > 0 else { return nil }
        let waitingFamilies = Set((urgent + ordinary).map(\.family))
        let places =
            together.compactMap(\.nextPlace)
            + waitingFamilies.flatMap { families[$0] ?? [] }.compactMap(\.nextPlace)
            + waitingFamilies.compactMap { pausedUntil[$0] }
        return places.filter { $0 > now }.min()
    }
}
