/// One thing that is wrong in a scenario file, and where.
public struct ScenarioProblem: Error, Sendable, Equatable, Hashable {
    /// The file, as it was named.
    public var file: String
    /// The line, from 1; 0 when the file could not be read at all.
    public var line: Int
    /// The column in Unicode scalars, from 1; 0 when the file could not be read at all.
    public var column: Int
    /// The place in the document, such as `load.stages[1].for`; empty for the document itself.
    public var path: String
    /// What is wrong, and what was expected; without control characters, whatever the file names.
    public var message: String

    /// Builds a problem.
    public init(file: String, line: Int, column: Int, path: String, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message.withoutControls
    }
}

extension ScenarioProblem: CustomStringConvertible {
    /// `file:line:column: path: message`, without the parts that are empty.
    public var description: String {
        (line > 0 ? "\(file):\(line):\(column): " : "\(file): ") + (path.isEmpty ? "" : "\(path): ") + message
    }
}
