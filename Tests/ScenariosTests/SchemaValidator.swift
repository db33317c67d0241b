import Foundation

/// Validates documents against the scenario schema with Python's `jsonschema`, an implementation that is not ours.
struct SchemaValidator {
    /// The interpreter is the one that `MUSTER_PYTHON` names, or `python3`.
    static let python = ProcessInfo.processInfo.environment["MUSTER_PYTHON"] ?? "python3"

    private static let script = """
        import json, sys
        import jsonschema
        job = json.load(open(sys.argv[1]))
        schema = json.load(open(job["schema"]))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        print(json.dumps([validator.is_valid(json.loads(text)) for text in job["documents"]]))
        """

    /// Why no answer came: what the interpreter printed.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Whether each document is valid; throws when Python or its module `jsonschema` is missing.
    static func validate(_ documents: [String], schema: URL) throws -> [Bool] {
        let job = FileManager.default.temporaryDirectory.appending(path: "muster-schema-\(UUID().uuidString).json")
        let content = try JSONSerialization.data(
            withJSONObject: ["schema": schema.path, "documents": documents] as [String: Any])
        try content.write(to: job)
        defer { try? FileManager.default.removeItem(at: job) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", script, job.path]
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0,
            let answers = try JSONSerialization.jsonObject(with: printed) as? [Bool], answers.count == documents.count
        else {
            throw Failure(description: "\(python) with jsonschema is needed (set MUSTER_PYTHON): \(complaint)")
        }
        return answers
    }
}
