/// A grid of dots drawn with braille characters, two dots wide and four high each.
struct BrailleCanvas {
    /// Width in characters.
    let columns: Int
    /// Height in characters.
    let rows: Int
    private var cells: [UInt8]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: 0, count: columns * rows)
    }

    /// Width in dots.
    var width: Int { columns * 2 }
    /// Height in dots.
    var height: Int { rows * 4 }

    /// Sets a dot, counted from the upper left corner; one outside is left out.
    mutating func set(_ x: Int, _ y: Int) {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return }
        // Unicode numbers the left column 1, 2, 3, 7 and the right one 4, 5, 6, 8.
        let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
        cells[y / 4 * columns + x / 2] |= bits[x % 2][y % 4]
    }

    /// Draws a line of dots, every `spacing`-th column of it.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), spacing: Int = 1) {
        let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
        for step in 0...steps {
            let x = start.x + (end.x - start.x) * step / steps
            guard x % spacing == 0 else { continue }
            set(x, start.y + (end.y - start.y) * step / steps)
        }
    }

    /// One row of characters; `blank` where no dot is set.
    func text(row: Int, blank: Character = " ") -> String {
        String(
            cells[(row * columns)..<((row + 1) * columns)].map { cell in
                cell == 0 ? blank : Character(Unicode.Scalar(0x2800 + UInt32(cell)) ?? " ")
            })
    }
}
