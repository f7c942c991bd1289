public import MarketModel

/// Why a template cannot be filled.
public enum TemplateError: Error, Hashable, Sendable {
    /// Another number of strikes was given than the template has.
    case strikeCount(expected: Int, given: Int)
    /// A strike is not above the one before it.
    case strikesNotRising(Price, Price)
    /// Another number of expirations was given than the template has.
    case expirationCount(expected: Int, given: Int)
    /// An expiration is not after the one before it.
    case expirationsNotRising(TradingDay, TradingDay)
    /// The template holds the underlying, which is an index and cannot be held.
    case underlyingCannotBeHeld(String)
    /// The number of units is not above zero.
    case unitsNotPositive(Int)
    /// The legs do not go together.
    case structure(StructureError)
}

extension StrategyTemplate {
    /// The structure with these strikes and expirations, without entry prices.
    ///
    /// It is named by what it turns out to be: an `iron-condor` with one wing wider becomes an
    /// `unequal-wing-iron-condor`.
    ///
    /// - Parameters:
    ///   - strikes: `strikeCount` strikes, rising.
    ///   - series: `expirationCount` series, by rising expiration; one even where the template holds no option.
    ///   - units: How many times the template's ratios.
    /// - Throws: `TemplateError`.
    public func structure(
        strikes: [Price], series: [OptionSeries], units: Int = 1
    ) throws(TemplateError) -> OptionStructure {
        guard units > 0 else { throw .unitsNotPositive(units) }
        guard strikes.count == strikeCount else {
            throw .strikeCount(expected: strikeCount, given: strikes.count)
        }
        for (lower, upper) in zip(strikes, strikes.dropFirst()) where lower >= upper {
            throw .strikesNotRising(lower, upper)
        }
        guard series.count == max(1, expirationCount) else {
            throw .expirationCount(expected: max(1, expirationCount), given: series.count)
        }
        for (near, far) in zip(series, series.dropFirst()) where near.expiresAt >= far.expiresAt {
            throw .expirationsNotRising(near.expiration, far.expiration)
        }
        var built: [OptionLeg] = []
        for leg in legs { built.append(try self.leg(leg, strikes: strikes, series: series, units: units)) }
        do {
            var structure = try OptionStructure(name: slug, legs: built)
            if !wings.allows(strikes) { structure.name = StructureRecognition(of: structure).slug }
            return structure
        } catch { throw .structure(error) }
    }

    private func leg(
        _ leg: TemplateLeg, strikes: [Price], series: [OptionSeries], units: Int
    ) throws(TemplateError) -> OptionLeg {
        let count = leg.ratio * units
        switch leg.kind {
        case .call(let strike, let expiration):
            return OptionLeg(
                OptionContract(series: series[expiration], right: .call, strike: strikes[strike]), quantity: count)
        case .put(let strike, let expiration):
            return OptionLeg(
                OptionContract(series: series[expiration], right: .put, strike: strikes[strike]), quantity: count)
        case .underlying:
            let (symbol, multiplier) = (series[0].underlying, series[0].multiplier)
            switch series[0].delivery {
            case .shares:
                return OptionLeg(
                    .shares(symbol: symbol), quantity: Quantity(billionths: multiplier.billionths * Int64(count)))
            case .future:
                return OptionLeg(.future(symbol: symbol, multiplier: multiplier), quantity: Quantity(whole: count))
            case .cash: throw .underlyingCannotBeHeld(symbol)
            }
        }
    }
}
