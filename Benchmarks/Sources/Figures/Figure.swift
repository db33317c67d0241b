/// One row of the table: what was measured, against which goal.
struct Figure {
    var name: String
    var value: String
    var goal: String
    var isReached: Bool

    var row: String { "| \(name) | \(value) | \(goal) | \(isReached ? "yes" : "**no**") |" }
}
