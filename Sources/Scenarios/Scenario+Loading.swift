extension Scenario {
    /// Reads and decodes a scenario file, with the process's own environment.
    ///
    /// A file that cannot be read is a problem at line 0.
    public static func load(path: String) throws(ScenarioProblems) -> Scenario {
        let bytes: [UInt8]
        do {
            bytes = try System.read(path: path, limit: Bounds.fileSize + 1)
        } catch {
            let problem = ScenarioProblem(
                file: path, line: 0, column: 0, path: "", message: "cannot be read: \(error.message)")
            throw ScenarioProblems(problems: [problem])
        }
        return try decode(text: bytes, file: path, environment: System.environment)
    }
}
