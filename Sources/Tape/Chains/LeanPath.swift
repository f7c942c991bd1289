import MarketModel

/// What the place of a file in LEAN's folders says:
/// `…/indexoption/usa/minute/spxw/20210104_quote_european.zip`.
struct LeanPath {
    /// The folder that holds the markets; empty for the current one.
    let root: String
    let market: LeanMarket
    /// The venue's folder, `usa` or `cme`.
    let venue: String
    /// The folder of the resolution: `minute`, `hour`, `daily` or `universes`.
    let resolution: String
    /// The symbol as the folders write it.
    let symbol: String
    /// The month of the future, for options on futures.
    let futureMonth: ContractMonth?

    init?(_ path: String) {
        let words = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let place = words.lastIndex(where: { LeanMarket(rawValue: String($0)) != nil }),
            let market = LeanMarket(rawValue: String(words[place])), words.count >= place + 4
        else { return nil }
        root = words[..<place].joined(separator: "/")
        self.market = market
        venue = String(words[place + 1])
        resolution = String(words[place + 2])
        guard ["minute", "hour", "daily", "universes"].contains(resolution) else { return nil }
        // Archives of hours and days of equities lie beside each other, named by symbol and year.
        symbol = String(words[place + 3].prefix { $0 != "_" && $0 != "." })
        futureMonth = words[(place + 3)...].lazy.compactMap { LeanName.month($0) }.first
    }

    /// The folder of the underlying's minute bars.
    var underlyingFolder: String? {
        let folder: String
        switch market {
        case .option: folder = "equity/\(venue)/minute/\(symbol)"
        case .indexOption:
            folder = "index/\(venue)/minute/\(OptionRootNames.index(of: symbol.uppercased()).lowercased())"
        case .futureOption: folder = "future/\(venue)/minute/\(symbol)"
        case .equity, .index, .future: return nil
        }
        return root.isEmpty ? folder : "\(root)/\(folder)"
    }
}

/// Which index a root's options are on, as far as recordings need it.
enum OptionRootNames {
    /// `SPX` for `SPXW`; other roots stand for themselves.
    static func index(of root: String) -> String {
        ["SPXW": "SPX", "NDXP": "NDX", "RUTW": "RUT", "VIXW": "VIX"][root] ?? root
    }
}
