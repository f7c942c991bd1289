import MarketModel
import Options

/// One option by its symbol, valued in a market that the arguments describe.
struct OptionFigures {
    static let options: [Option] = [
        Option("spot", .value("price"), "The price of the underlying, or of the future"),
        Option("iv", .value("fraction"), "Volatility, as in 0.16"),
        Option("price", .value("points"), "Or what the option trades at, for its volatility to be found"),
        Option("rate", .value("fraction"), "Risk-free rate, continuous", initial: "0"),
        Option("yield", .value("fraction"), "Dividend yield, continuous; not for options on futures", initial: "0"),
        Option("at", .value("moment"), "The moment, as in 2026-11-20T15:30:00Z [now]"),
        Option("explain", .flag, "Say by which model, and what the figures rest on"),
        Option("json", .flag, "Print as JSON"),
    ]

    let contract: OptionContract
    /// With the volatility that was given or found.
    let inputs: PricingInputs
    let moment: Timestamp
    /// Whether the volatility was found from a price.
    let isVolatilitySolved: Bool

    /// - Throws: `UsageError`; `Failure` P601 for an expired option, P602 when no volatility gives the price.
    init(_ symbol: String, _ arguments: Arguments, now: Timestamp) throws {
        moment = try StrategyRequest.moment(arguments) ?? now
        contract = try Self.contract(symbol, on: USTimeZone.eastern.day(of: moment))
        guard contract.series.expiresAt > moment else {
            throw Failure(
                code: "P601",
                message: "\(StrategyText.label(contract)) was over at \(contract.series.expiresAt), and the moment is "
                    + "\(moment). Nothing was priced; give an earlier --at.")
        }
        guard let spot = try StrategyRequest.price("spot", arguments), spot > .zero else {
            throw UsageError("--spot is needed: the underlying's price, above zero, as in --spot 6800")
        }
        let rate = try StrategyRequest.rate("rate", arguments)
        var inputs = PricingInputs(
            right: contract.right, underlying: spot.doubleValue, strike: contract.strike.doubleValue,
            years: contract.series.years(at: moment), rate: rate,
            dividendYield: contract.series.isOnFuture ? rate : try StrategyRequest.rate("yield", arguments),
            volatility: 0)
        switch (arguments.value("iv"), try StrategyRequest.price("price", arguments)) {
        case (let text?, nil):
            guard let volatility = Double(text), volatility > 0, volatility <= 10 else {
                throw UsageError("--iv is a fraction above zero and up to 10, as in 0.16; '\(text)' is not")
            }
            inputs.volatility = volatility
            isVolatilitySolved = false
        case (nil, let price?):
            inputs.volatility = try Self.volatility(of: price, contract, inputs)
            isVolatilitySolved = true
        default: throw UsageError("give either --iv, the volatility, or --price, what the option trades at")
        }
        self.inputs = inputs
    }

    /// The price and Greeks by the option's own style.
    var valuation: OptionValuation {
        contract.series.style == .european
            ? (contract.series.isOnFuture
                ? Black76.valuation(
                    inputs.right, future: inputs.underlying, strike: inputs.strike, years: inputs.years,
                    rate: inputs.rate, volatility: inputs.volatility)
                : BlackScholes.valuation(inputs))
            : American.valuation(inputs, rho: contract.series.isOnFuture ? .futureStays : .yieldStays)
    }

    /// The second-order Greeks, for European options.
    var secondOrder: SecondOrderGreeks? {
        contract.series.style == .european ? BlackScholes.secondOrderGreeks(inputs) : nil
    }

    private static func contract(_ text: String, on day: TradingDay) throws -> OptionContract {
        do {
            if let contract = OptionContract(try SymbolParser(on: day).parse(text).symbol) { return contract }
        } catch {
            throw UsageError("'\(text)' is no symbol of an option: \(error)")
        }
        throw UsageError(
            "'\(text)' is no option that is known; name one as in .SPXW261127P6500, 'SPY   261120P00680000' or "
                + "./EW4X26P5800:XCME")
    }

    private static func volatility(
        of price: Price, _ contract: OptionContract, _ inputs: PricingInputs
    ) throws -> Double {
        do throws(NoVolatility) {
            return contract.series.style == .european
                ? try ImpliedVolatility.european(price: price.doubleValue, inputs)
                : try ImpliedVolatility.american(price: price.doubleValue, inputs)
        } catch {
            throw Failure(
                code: "P602",
                message: "no volatility gives the price \(price) of \(StrategyText.label(contract)): \(error.reason). "
                    + "Nothing was priced; correct the price, or give --iv.")
        }
    }
}

extension NoVolatility {
    /// Why, in words that follow a colon.
    var reason: String {
        switch self {
        case .atOrBelowIntrinsic: "it is no more than exercise is worth"
        case .atOrAboveUpperBound: "it is more than any volatility gives"
        case .invalidInputs: "it is no price of a live option"
        }
    }
}
