@testable import Scenarios

/// The environment that tests see.
func testEnvironment(_ name: String) -> String? {
    ["HOST": "example.org", "TOKEN": "s3cret", "EMPTY": "", "ODD": "a${uuid}b", "BREAK": "a\nb"][name]
}

/// Decodes a text as the file `t.json`.
func decode(_ text: String) throws(ScenarioProblems) -> Scenario {
    try Scenario.decode(text: text, file: "t.json", environment: testEnvironment)
}

/// The problems of a text, one a line and without the file's name; empty when there is none.
func problems(_ text: String) -> String { problems(Array(text.utf8)) }

/// The problems of bytes, one a line and without the file's name; empty when there is none.
func problems(_ bytes: [UInt8]) -> String {
    do {
        _ = try Scenario.decode(text: bytes, file: "t.json", environment: testEnvironment)
        return ""
    } catch {
        return error.problems.map { String($0.description.dropFirst("t.json:".count)) }.joined(separator: "\n")
    }
}

/// A scenario on one line: `rest` follows the target, peers and messages that every scenario needs.
func scenario(
    _ rest: String = "", target: String = #""ws://h/""#, peers: String = #"{"count":2}"#,
    messages: String = #"[{"text":"x"}]"#
) -> String {
    #"{"target":\#(target),"peers":\#(peers),"messages":\#(messages)\#(rest.isEmpty ? "" : ",\(rest)")}"#
}
