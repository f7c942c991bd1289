public import MarketModel

/// Volume by price over a span, with what is read from it.
///
/// Everything is worked out from the rows, so a profile counted print by print equals one counted in one go.
public struct VolumeProfile: Sendable, Equatable {
    /// Rows, lowest price first.
    public let footprint: Footprint
    /// The row with most volume, the lowest on ties; `nil` without volume.
    public let pointOfControl: Price?
    /// The lowest row of the value area.
    public let valueAreaLow: Price?
    /// The highest row of the value area.
    public let valueAreaHigh: Price?

    /// Creates a profile.
    ///
    /// The value area starts with the point of control and grows until it holds `valueAreaPercent` of the volume. Each
    /// step compares the volume of the next two traded rows above it with that of the next two below (one or none at an
    /// end) and takes the larger pair whole, the upper one on ties. Rows without a print are stepped over.
    public init(_ footprint: Footprint, valueAreaPercent: Int = 70) {
        self.footprint = footprint
        guard let control = footprint.pointOfControl, control.volume.total > .zero else {
            (pointOfControl, valueAreaLow, valueAreaHigh) = (nil, nil, nil)
            return
        }
        pointOfControl = control.price
        var area = ValueArea(footprint, control: control)
        area.expand(toPercent: valueAreaPercent)
        (valueAreaLow, valueAreaHigh) = (area.low, area.high)
    }

    /// Rows that stand out: more volume than the rows around, or less.
    ///
    /// Volumes are first smoothed over three rows (a row and its neighbours, missing ones zero). A high-volume node is
    /// a local maximum of at least `percent` of the largest smoothed row; a low-volume node is a local minimum between
    /// two high-volume nodes, at most half of the smaller of them. On a plateau the lowest row counts.
    public func nodes(percent: Int = 50) -> (high: [Price], low: [Price]) {
        VolumeNodes(footprint, percent: percent).prices
    }
}

/// The two-row expansion.
private struct ValueArea {
    private let rows: [FootprintRow]
    private let total: Volume
    private var below: Int
    private var above: Int
    private var held: Volume

    init(_ footprint: Footprint, control: FootprintRow) {
        rows = footprint.rows
        total = footprint.volume.total
        below = footprint.position(atOrAbove: control.price)
        above = below
        held = control.volume.total
    }

    var low: Price { rows[below].price }
    var high: Price { rows[above].price }

    mutating func expand(toPercent percent: Int) {
        while !held.isAtLeast(percent: percent, of: total), below > 0 || above < rows.count - 1 {
            let up = rows[above + 1..<min(above + 3, rows.count)]
            let down = rows[max(0, below - 2)..<below]
            if down.isEmpty || (!up.isEmpty && volume(up) >= volume(down)) {
                held = held + volume(up)
                above += up.count
            } else {
                held = held + volume(down)
                below -= down.count
            }
        }
    }

    private func volume(_ rows: ArraySlice<FootprintRow>) -> Volume {
        rows.reduce(.zero) { $0 + $1.volume.total }
    }
}
