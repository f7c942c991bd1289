import MarketModel
import OrderFlow
import Tape

/// Reads a recording's prints into an engine, and keeps the account of what was left out.
struct FlowInput {
    /// Prints looked at to find the tick when it is not given.
    private static let sampleSize = 50_000

    let path: String
    let symbol: String?
    private(set) var tick: Price?
    private(set) var tickIsGuess = false
    private(set) var otherInstruments = 0
    private(set) var seenInstrument: String?

    init(_ arguments: Arguments) throws {
        path = arguments.words[0]
        symbol = arguments.value("symbol")
        if let text = arguments.value("tick") {
            guard let tick = Price(text), tick > .zero else {
                throw UsageError("--tick is a price above zero such as 0.25; '\(text)' is not")
            }
            self.tick = tick
        }
    }

    /// The result of reading a whole file.
    struct Result {
        let engine: FlowEngine
        let ledger: TapeLedger
        let tick: Price
        /// Prints of instruments that were not asked for.
        let otherInstruments: Int
    }

    /// Reads everything. `configure` finishes the engine's configuration once the tick is known.
    mutating func read(_ configure: (Price) -> FlowConfiguration) throws -> Result {
        do {
            let tape = try TapeReader(path: path)
            var sample: [Print] = []
            while sample.count < Self.sampleSize, let print = try next(of: tape) { sample.append(print) }
            let step = tick ?? Self.grid(of: sample)
            tickIsGuess = tick == nil
            var engine = FlowEngine(configure(step))
            engine.ingest(sample)
            var count = sample.count
            while let print = try next(of: tape) {
                engine.ingest(print)
                count += 1
                if count % 500_000 == 0 { Terminal.progress("\(count) prints") }
            }
            Terminal.endProgress()
            return Result(engine: engine, ledger: tape.ledger, tick: step, otherInstruments: otherInstruments)
        } catch let error as TapeError {
            throw Failure(
                code: "P201", message: "\(path): \(error). Nothing was written; check the path and the layout.")
        }
    }

    private mutating func next(of tape: TapeReader) throws -> Print? {
        while let row = try tape.next() {
            guard case .print(let print) = row else { continue }
            if let instrument = print.instrument {
                if let symbol, instrument != symbol {
                    otherInstruments += 1
                    continue
                }
                if symbol == nil, let seenInstrument, seenInstrument != instrument {
                    throw Failure(
                        code: "P202",
                        message: "\(path) holds several instruments, \(seenInstrument) and \(instrument) among them; "
                            + "their flow must not be mixed. Choose one with --symbol.", exitCode: .usage)
                }
                seenInstrument = instrument
            }
            return Print(
                time: print.time, price: print.price, size: print.size, bid: print.bid, ask: print.ask, side: print.side
            )
        }
        return nil
    }

    /// The largest step that every price is a multiple of.
    private static func grid(of prints: [Print]) -> Price {
        var grid: Int64 = 0
        for print in prints {
            guard let price = print.price else { continue }
            var (larger, smaller) = (max(grid, abs(price.billionths)), min(grid, abs(price.billionths)))
            while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
            grid = larger
        }
        return Price(billionths: max(grid, 1))
    }
}
