import MarketModel
import Options

/// `piquant regime`: the volatility regime, its term structure, realised volatility and the position size it suggests.
enum RegimeCommand {
    static let command: Command = Command(
        name: "regime", summary: "The volatility regime by the VIX, with term structure, realised volatility and size",
        example: "piquant regime --vix 18.2 --vix3m 20.1",
        options: [
            Option("vix", .value("level"), "The VIX, in points"),
            Option("vix3m", .value("level"), "The three-month VIX3M, in points"),
            Option("csv", .value("file"), "A history instead: date and close, or VIXCLS with VXVCLS; ranked as well"),
            Option("column", .value("name"), "The column of the VIX [close, else VIXCLS]"),
            Option("vix3m-column", .value("name"), "The column of VIX3M [VXVCLS where the file has it]"),
            Option("date", .value("day"), "The session looked at [the file's last]"),
            Option("bounds", .value("levels"), "The five levels that part the regimes", initial: "12,16,20,25,30"),
            Option(
                "hysteresis", .value("points"), "How far past a bound before a history changes regime", initial: "0"),
            Option("prices", .value("file"), "Daily open, high, low, close of an underlying, for realised volatility"),
            Option("target", .value("fraction"), "The annual volatility a position aims at, for its size"),
            Option("cap", .value("multiple"), "The largest multiple of a full position", initial: "1"),
            Option("window", .value("sessions"), "Sessions of the rank", initial: "252"),
            Option("explain", .flag, "Say how each figure is defined"),
            Option("json", .flag, "Print as JSON"),
        ],
        run: { arguments in
            let request = try RegimeRequest(arguments)
            let reading = try RegimeReading(request)
            Terminal.print(
                arguments.has("json") ? reading.json : reading.text(explained: arguments.has("explain")), terminator: ""
            )
            return reading.finish()
        })
}

/// What the user asked `regime` for, checked.
struct RegimeRequest {
    let vix: Double?
    let vix3m: Double?
    let csv: String?
    let columns: (near: String?, far: String?)
    let prices: String?
    let date: TradingDay?
    let bounds: RegimeBounds
    let scaling: VolatilityScaling?
    let window: Int

    init(_ arguments: Arguments) throws {
        vix = try arguments.positive("vix")
        vix3m = try arguments.positive("vix3m")
        csv = arguments.value("csv")
        columns = (arguments.value("column"), arguments.value("vix3m-column"))
        prices = arguments.value("prices")
        date = try arguments.day("date")
        window = try arguments.number("window", in: 2...100_000) ?? VolatilityRank.sessionsPerYear
        bounds = try Self.bounds(arguments)
        scaling = try arguments.positive("target").map { target in
            try VolatilityScaling(target: target, cap: try arguments.positive("cap") ?? 1)
        }
        guard vix != nil || csv != nil || prices != nil else {
            throw UsageError("regime needs --vix <level>, --csv <file> or --prices <file>")
        }
        guard vix == nil || csv == nil else { throw UsageError("--vix and --csv both give the VIX; choose one") }
        guard vix3m == nil || csv == nil else { throw UsageError("--vix3m goes with --vix; a file has its own column") }
    }

    private static func bounds(_ arguments: Arguments) throws(UsageError) -> RegimeBounds {
        let text = arguments.value("bounds") ?? ""
        let levels = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
        guard let hysteresis = Double(arguments.value("hysteresis") ?? "0") else {
            throw UsageError("--hysteresis is a number of points; '\(arguments.value("hysteresis") ?? "")' is not")
        }
        do { return try RegimeBounds(levels: levels, hysteresis: hysteresis) } catch {
            switch error {
            case .wrongCount(let count):
                throw UsageError("--bounds is five levels such as 12,16,20,25,30; \(count) are given")
            case .notRising: throw UsageError("--bounds are numbers above zero that rise; '\(text)' do not")
            case .hysteresisTooWide(let most):
                throw UsageError("--hysteresis is 0 or more and under \(most), half of the narrowest regime")
            }
        }
    }
}
