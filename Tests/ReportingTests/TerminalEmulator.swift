/// A terminal that knows what a redrawn block needs: newline, carriage return, cursor up, erase, colours.
struct TerminalEmulator {
    let width: Int
    let height: Int
    private(set) var lines: [[Character]]
    private(set) var row = 0
    private(set) var column = 0
    /// Lines that left at the top.
    private(set) var scrolled = 0
    /// True once a line ran over the right edge or a sequence was not understood.
    private(set) var isBroken = false

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        lines = Array(repeating: [], count: height)
    }

    /// What is to be seen, without the empty lines at the bottom.
    var screen: String {
        var shown = lines.map { String($0) }
        while shown.last?.allSatisfy({ $0 == " " }) ?? false { shown.removeLast() }
        return shown.joined(separator: "\n")
    }

    mutating func write(_ text: String) {
        var characters = Array(text)[...]
        while let character = characters.popFirst() {
            switch character {
            case "\n": newline()
            case "\r": column = 0
            case "\u{1B}": sequence(&characters)
            default: put(character)
            }
        }
    }

    private mutating func newline() {
        column = 0
        if row + 1 < height {
            row += 1
        } else {
            lines.removeFirst()
            lines.append([])
            scrolled += 1
        }
    }

    private mutating func put(_ character: Character) {
        // The last column is taken as broken too: real terminals differ in what they do there.
        if column >= width - 1 { isBroken = true }
        while lines[row].count <= column { lines[row].append(" ") }
        lines[row][column] = character
        column += 1
    }

    private mutating func sequence(_ characters: inout ArraySlice<Character>) {
        guard characters.popFirst() == "[" else {
            isBroken = true
            return
        }
        var number = ""
        while let digit = characters.first, digit.isNumber || digit == ";" {
            number.append(characters.removeFirst())
        }
        switch characters.popFirst() {
        case "A": row = max(0, row - (Int(number) ?? 1))
        case "J":
            lines[row] = Array(lines[row].prefix(column))
            for below in (row + 1)..<max(row + 1, height) { lines[below] = [] }
        case "K" where number == "2": lines[row] = []
        case "m": break
        default: isBroken = true
        }
    }
}
