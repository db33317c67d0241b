/// Everything that is wrong in a scenario file.
public struct ScenarioProblems: Error, Sendable, Equatable {
    /// The problems, sorted by position; never empty when thrown.
    public var problems: [ScenarioProblem]

    /// Whether the file could not be read at all, so that nothing is known of the scenario.
    public var isUnreadable: Bool { problems.contains { $0.line == 0 } }

    /// Builds the error from problems in any order; O(n log n).
    public init(problems: [ScenarioProblem]) {
        self.problems = problems.sorted { ($0.line, $0.column, $0.path) < ($1.line, $1.column, $1.path) }
    }
}

extension ScenarioProblems: CustomStringConvertible {
    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
