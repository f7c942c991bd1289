import MarketModel
import Testing

@testable import Options

@Suite struct StrategyCatalogueTests {
    @Test("at least fifty strategies, every slug and alias once, every field filled")
    func catalogue() {
        let all = StrategyCatalogue.all
        #expect(all.count >= 50)
        let slugs = all.flatMap { [$0.slug] + $0.aliases }
        #expect(Set(slugs).count == slugs.count)
        for template in all {
            #expect(StrategyCatalogue.named(template.slug) == template)
            #expect(template.slug.allSatisfy { $0.isLowercase || $0 == "-" })
            #expect(!template.name.isEmpty && template.risk.hasSuffix("."))
            #expect(template.legs.allSatisfy { $0.ratio != 0 })
            // Every place from 0 up is used.
            #expect(Set(template.legs.compactMap(\.strike)).count == template.strikeCount)
            #expect(Set(template.legs.compactMap(\.expiration)).count == template.expirationCount)
        }
    }

    @Test("no two strategies have the same legs, but for their wings and the cash that secures them")
    func distinct() {
        var seen: [Set<TemplateLeg>: StrategyTemplate] = [:]
        for template in StrategyCatalogue.all where !template.isCashSecured {
            if let other = seen[Set(template.legs)] {
                #expect(other.wings != template.wings, "\(other.slug) and \(template.slug)")
                #expect(other.wings != .any && template.wings != .any)
            }
            seen[Set(template.legs)] = template
        }
    }

    @Test(
        "the outlook shows in the payoff of every strategy with one expiration",
        arguments: StrategyCatalogue.all.filter { $0.expirationCount == 1 })
    func outlook(template: StrategyTemplate) throws {
        let payoff = try #require(try example(template)).payoffAtExpiration()
        let values = try ["40", "200"].map { payoff.value(at: try points($0)) }
        let middle = payoff.value(at: try points("100"))
        switch template.outlook {
        case .bullish: #expect(values[1] > values[0])
        case .bearish: #expect(values[1] < values[0])
        case .volatile: #expect(values[0] > middle || values[1] > middle)
        case .neutral: #expect(values[0] < middle || values[1] < middle)
        case .locked: #expect(values[0] == middle && values[1] == middle)
        }
    }

    @Test(
        "a risk that speaks of a loss without end belongs to one that has none",
        arguments: StrategyCatalogue.all.filter { $0.expirationCount == 1 })
    func unlimitedRisk(template: StrategyTemplate) throws {
        let payoff = try #require(try example(template)).payoffAtExpiration()
        let hasNoEnd = payoff.minimum == .unlimited
        #expect(hasNoEnd == (template.risk.contains("without end") || template.risk.contains("no end")))
    }

    @Test("templates refuse strikes and expirations that do not fit")
    func refusals() throws {
        let condor = try #require(StrategyCatalogue.named("iron-condor"))
        let strikes = try ["90", "95", "105", "110"].map { try points($0) }
        #expect(throws: TemplateError.strikeCount(expected: 4, given: 3)) {
            try condor.structure(strikes: Array(strikes.dropLast()), series: [Leg.series])
        }
        #expect(throws: TemplateError.strikesNotRising(strikes[1], strikes[0])) {
            try condor.structure(strikes: [strikes[1], strikes[0], strikes[2], strikes[3]], series: [Leg.series])
        }
        #expect(throws: TemplateError.expirationCount(expected: 1, given: 0)) {
            try condor.structure(strikes: strikes, series: [])
        }
        #expect(throws: TemplateError.unitsNotPositive(0)) {
            try condor.structure(strikes: strikes, series: [Leg.series], units: 0)
        }
        #expect(throws: TemplateError.underlyingCannotBeHeld("SPX")) {
            try #require(StrategyCatalogue.named("covered-call")).structure(
                strikes: [strikes[0]], series: [Leg.series])
        }
        let calendar = try #require(StrategyCatalogue.named("call-calendar"))
        let day = Leg.series.expiration
        #expect(throws: TemplateError.expirationsNotRising(day, day)) {
            try calendar.structure(strikes: [strikes[0]], series: [Leg.series, Leg.series])
        }
    }
}

/// A strategy on AAPL around 100 with the wings it asks for; expirations a week apart.
func example(_ template: StrategyTemplate, units: Int = 1) throws -> OptionStructure? {
    let root = OptionRoot.named("AAPL")
    let series = (0..<max(1, template.expirationCount)).map {
        root.series(expiring: Leg.series.expiration.advanced(by: 7 * $0))
    }
    let ladders: [Int: [[String]]] = [
        0: [[]], 1: [["100"]], 2: [["95", "105"]], 3: [["90", "100", "110"], ["90", "100", "105"]],
        4: [["85", "95", "105", "115"], ["85", "95", "105", "110"]],
    ]
    for ladder in ladders[template.strikeCount] ?? [] {
        let strikes = try ladder.map { try points($0) }
        guard template.wings.allows(strikes) else { continue }
        return try template.structure(strikes: strikes, series: series, units: units)
    }
    return nil
}
