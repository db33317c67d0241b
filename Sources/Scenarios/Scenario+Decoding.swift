extension Scenario {
    /// Decodes a scenario strictly: everything that is wrong is reported at once, sorted by position.
    ///
    /// `file` is only a name for messages; its stem names a scenario that has no name. `environment` resolves
    /// `${env.NAME}`.
    public static func decode(
        text: String, file: String, environment: (String) -> String?
    ) throws(ScenarioProblems) -> Scenario {
        try decode(text: Array(text.utf8), file: file, environment: environment)
    }

    /// Decodes a scenario from UTF-8 bytes, at most 16 MiB of them.
    public static func decode(
        text: [UInt8], file: String, environment: (String) -> String?
    ) throws(ScenarioProblems) -> Scenario {
        let result = withoutActuallyEscaping(environment) { environment in
            let context = DecodingContext(environment: environment)
            return decode(text: text, file: file, context: context)
        }
        return try result.get()
    }

    /// Decodes into a context that the caller can look at afterwards.
    static func decode(
        text: [UInt8], file: String, context: DecodingContext
    ) -> Result<Scenario, ScenarioProblems> {
        let source = SourceText(bytes: text, file: file)
        if let problem = source.firstProblem { return .failure(ScenarioProblems(problems: [problem])) }
        let root: JSONValue
        do {
            root = try JanssonParser.parse(source.bytes)
        } catch {
            let problem = ScenarioProblem(
                file: file, line: error.line, column: error.column, path: "", message: "not JSON: \(error.message)")
            return .failure(ScenarioProblems(problems: [problem]))
        }
        let decoder = ScenarioDecoder(
            context: context, defaultName: source.fileStem, sourceText: root.text)
        let scenario = decoder.decode(root)
        let problems = source.problems(of: context)
        guard problems.isEmpty, let scenario else { return .failure(ScenarioProblems(problems: problems)) }
        return .success(scenario)
    }
}
