import MarketModel

/// Bars and footprints as CSV, with the columns and number texts of the reference files.
///
/// Numbers are the shortest exact decimal text, times ISO 8601 in UTC; lines end with a line feed.
public enum FlowCSV {
    /// The header of `bars(_:)`, without a line end.
    public static let barsHeader = """
        bar_start_utc,open,high,low,close,trades,volume,buyVolume,sellVolume,undefinedVolume,delta,cvd,\
        poc_price,poc_volume,max_delta_price,min_delta_price
        """
    /// The header of `footprint(_:)`, without a line end.
    public static let footprintHeader = "bar_start_utc,price,buyVolume,sellVolume,undefinedVolume,delta"

    /// A line a bar, with the header.
    public static func bars(_ bars: [FlowBar]) -> String {
        bars.reduce(into: barsHeader + "\n") { text, bar in text += line(bar) + "\n" }
    }

    /// A line a bar and price, with the header.
    public static func footprint(_ bars: [FlowBar]) -> String {
        bars.reduce(into: footprintHeader + "\n") { text, bar in
            for row in bar.footprint.rows { text += line(bar, row) + "\n" }
        }
    }

    /// The line of one bar, without a line end.
    public static func line(_ bar: FlowBar) -> String {
        let volume = bar.volume
        let control = bar.footprint.pointOfControl
        let fields: [any CustomStringConvertible] = [
            bar.start, bar.open, bar.high, bar.low, bar.close, bar.trades, volume.total, volume.buy, volume.sell,
            volume.unknown, bar.delta, bar.cvd, control?.price ?? bar.close, control?.volume.total ?? .zero,
            bar.footprint.maximumDelta?.price ?? bar.close, bar.footprint.minimumDelta?.price ?? bar.close,
        ]
        return fields.map(\.description).joined(separator: ",")
    }

    /// The line of one row of a bar's footprint, without a line end.
    public static func line(_ bar: FlowBar, _ row: FootprintRow) -> String {
        let volume = row.volume
        return "\(bar.start),\(row.price),\(volume.buy),\(volume.sell),\(volume.unknown),\(row.delta)"
    }
}
