/// Which column of a time-and-sales table holds what.
///
/// The layout is `time_ns,sequence,price,size,bidPrice,askPrice,aggressorSide`; columns are found by name in any
/// order, others are ignored, and `symbol` or `instrument` may name the instrument.
struct CSVLayout: Equatable {
    /// The most columns a table may have.
    static let columnLimit = 24

    var columns: Int
    var time: Int
    var price: Int
    var size: Int
    var sequence: Int?
    var bid: Int?
    var ask: Int?
    var side: Int?
    var instrument: Int?

    /// The layout of tables without a header line.
    static let standard = CSVLayout(columns: 7, time: 0, price: 2, size: 3, sequence: 1, bid: 4, ask: 5, side: 6)

    /// Reads a header line; `nil` when it names no time, price and size.
    init?(header: String) {
        let names = header.split(separator: ",", omittingEmptySubsequences: false).map { $0.lowercased() }
        guard names.count <= Self.columnLimit, let time = names.firstIndex(of: "time_ns"),
            let price = names.firstIndex(of: "price"), let size = names.firstIndex(of: "size")
        else { return nil }
        self.init(
            columns: names.count, time: time, price: price, size: size, sequence: names.firstIndex(of: "sequence"),
            bid: names.firstIndex(of: "bidprice"), ask: names.firstIndex(of: "askprice"),
            side: names.firstIndex(of: "aggressorside"),
            instrument: names.firstIndex(of: "symbol") ?? names.firstIndex(of: "instrument"))
    }

    private init(
        columns: Int, time: Int, price: Int, size: Int, sequence: Int?, bid: Int?, ask: Int?, side: Int?,
        instrument: Int? = nil
    ) {
        self.columns = columns
        self.time = time
        self.price = price
        self.size = size
        self.sequence = sequence
        self.bid = bid
        self.ask = ask
        self.side = side
        self.instrument = instrument
    }
}
