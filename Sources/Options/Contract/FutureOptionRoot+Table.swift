import MarketModel

extension FutureOptionRoot {
    /// Every root of the table.
    ///
    /// Options on ES: quarterlies are American and end with the future at the opening of its last day; weeklies and
    /// end-of-months are European and end at 16:00 in New York. The monthly on crude oil ends three business days before
    /// its future, at 14:30. The other hours, and all roots but those of ES and CL, are inferred.
    static let all: [FutureOptionRoot] =
        equityIndex("ES", end: "EW", friday: "EW", daily: "E")
        + equityIndex("NQ", end: "QNE", friday: "QN", daily: "Q")
        + [
            FutureOptionRoot("LO", "CL", .beforeFuture(3), .american, 14, 30),
            FutureOptionRoot("OG", "GC", .beforeMonth(4), .american, 13, 30, isInferred: true),
            FutureOptionRoot("OZN", "ZN", .fridayBeforeMonth, .american, 17, 0, isInferred: true),
            FutureOptionRoot("EUU", "6E", .fridayBeforeThirdWednesday, .european, 10, 0, isInferred: true),
            FutureOptionRoot("MES", "MES", .withFuture, .american, 9, 30, isInferred: true),
            FutureOptionRoot("MNQ", "MNQ", .withFuture, .american, 9, 30, isInferred: true),
        ]
        + (1...5).flatMap { week in
            [
                FutureOptionRoot("LO\(week)", "CL", .weekday(.friday, week), .american, 14, 30),
                FutureOptionRoot("ML\(week)", "CL", .weekday(.monday, week), .american, 14, 30),
                FutureOptionRoot("WL\(week)", "CL", .weekday(.wednesday, week), .american, 14, 30),
                FutureOptionRoot("OG\(week)", "GC", .weekday(.friday, week), .american, 13, 30, isInferred: true),
                FutureOptionRoot("ZN\(week)", "ZN", .weekday(.friday, week), .american, 17, 0, isInferred: true),
                FutureOptionRoot("\(week)EU", "6E", .weekday(.friday, week), .european, 10, 0, isInferred: true),
            ]
        }

    private init(
        _ root: String, _ product: String, _ schedule: Schedule, _ style: ExerciseStyle, _ hour: Int, _ minute: Int,
        isInferred: Bool = false
    ) {
        self.root = root
        self.product = product
        self.schedule = schedule
        self.style = style
        settlement = hour < 12 && schedule == .withFuture ? .am : .pm
        (self.hour, self.minute) = (hour, minute)
        self.isInferred = isInferred
    }

    /// The quarterly, the end of month, four Fridays and five of each other weekday of an equity index future.
    private static func equityIndex(
        _ product: String, end: String, friday: String, daily: String
    ) -> [FutureOptionRoot] {
        let isInferred = product != "ES"
        let days: [(String, Weekday)] = [("A", .monday), ("B", .tuesday), ("C", .wednesday), ("D", .thursday)]
        return [
            FutureOptionRoot(product, product, .withFuture, .american, 9, 30, isInferred: isInferred),
            FutureOptionRoot(end, product, .endOfMonth, .european, 16, 0, isInferred: isInferred),
        ]
            + (1...4).map {
                FutureOptionRoot(
                    "\(friday)\($0)", product, .weekday(.friday, $0), .european, 16, 0, isInferred: isInferred)
            }
            + (1...5).flatMap { week in
                days.map {
                    FutureOptionRoot(
                        "\(daily)\(week)\($0.0)", product, .weekday($0.1, week), .european, 16, 0,
                        isInferred: isInferred)
                }
            }
    }
}
