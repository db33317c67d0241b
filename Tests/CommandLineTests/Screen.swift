/// A terminal that knows what a redrawn block and a coloured report need, and notices what must not happen.
struct Screen {
    let columns: Int
    let rows: Int
    private var lines: [[Unicode.Scalar]]
    private var row = 0
    private var column = 0
    /// Lines that left at the top.
    private(set) var scrolled = 0
    /// Lines that went on in the next one because they were too long.
    private(set) var wrapped = 0
    /// Sequences that are not known.
    private(set) var complaints: [String] = []

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        lines = Array(repeating: [], count: rows)
    }

    /// What is to be seen.
    var text: String {
        lines.map { line in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: line)
            return String(view)
        }.joined(separator: "\n")
    }

    mutating func write(_ text: String) {
        // By scalars: to Swift "\r\n" is one character.
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\n": newLine()
            case "\r": column = 0
            case "\u{1B}": sequence(&rest)
            default: put(scalar)
            }
        }
    }

    private mutating func newLine() {
        if row + 1 < rows {
            row += 1
        } else {
            lines.removeFirst()
            lines.append([])
            scrolled += 1
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if column >= columns {
            wrapped += 1
            column = 0
            newLine()
        }
        while lines[row].count <= column { lines[row].append(" ") }
        lines[row][column] = scalar
        column += 1
    }

    private mutating func sequence(_ rest: inout ArraySlice<Unicode.Scalar>) {
        guard rest.popFirst() == "[" else {
            complaints.append("an escape that is no sequence")
            return
        }
        var number = ""
        while let digit = rest.first, ("0"..."9").contains(digit) || digit == ";" {
            number.unicodeScalars.append(rest.removeFirst())
        }
        switch rest.popFirst() {
        case "A": row = max(0, row - (Int(number) ?? 1))
        case "J":
            lines[row] = Array(lines[row].prefix(column))
            for below in lines.indices where below > row { lines[below] = [] }
        case "K" where number == "2": lines[row] = []
        case "m": break
        case let end: complaints.append("the sequence \(number)\(end.map(String.init) ?? "")")
        }
    }
}
