import Testing

@testable import Scenarios

/// Problems with what thresholds name, with seeds, and with more than can be numbered.
@Suite struct NameProblemTests {
    /// Text and expected problems, as in `ProblemTests`.
    static let cases: [(String, String)] = [
        (
            scenario(#""thresholds":["connected.rate > 1/s"]"#),
            "1:92: thresholds[0]: connected has no rate: peers connect before the measure phase; use connected, which is a plain number"
        ),
        (
            scenario(#""thresholds":["response.p99e0 < 1s","response.p9.9e1 < 1s"]"#),
            "1:91: thresholds[0]: unknown statistic \"p99e0\"; expected p50, p99, p99.9, min, max, mean or count\n1:113: thresholds[1]: unknown statistic \"p9.9e1\"; expected p50, p99, p99.9, min, max, mean or count"
        ),
        // Series that no load here has.
        (
            scenario(#""thresholds":["lateness.p99 < 1ms"]"#),
            "1:81: thresholds[0]: lateness.p99 is never measured: only an open load has it, one with a rate or stages"
        ),
        (
            scenario(
                #""thresholds":["lateness.count == 0"]"#,
                peers: #"[{"count":1,"load":{"window":2}},{"count":1}]"#),
            "1:115: thresholds[0]: lateness.count is never measured: only an open load has it, one with a rate or stages"
        ),
        (
            scenario(
                #""thresholds":["lateness.max < 1s"]"#,
                peers: #"[{"count":1},{"count":1,"load":{"rate":"1/s"}}]"#), ""
        ),
        (scenario(#""thresholds":["lateness.max < 1s"],"load":{"rate":"1/s"}"#), ""),
        (
            scenario(#""thresholds":["lateness.max < 1s"],"load":[]"#),
            "1:109: load: expected an object, found an array"
        ),
        // Messages of several groups.
        (
            groups(
                #""response[m].p99 < 1s","service[a/m].max < 1s","response[b/text-2].p50 < 1s","response[text-2].max<1s""#
            ), ""
        ),
        (
            groups(#""response[a/n].p99 < 1s","response[c/m].p99 < 1s","response[a/text-2].p99 < 1s""#),
            "1:45: thresholds[0]: no message is named \"a/n\"; did you mean \"a/m\"?\n1:70: thresholds[1]: no message is named \"c/m\"; did you mean \"a/m\"?\n1:95: thresholds[2]: no message is named \"a/text-2\"; did you mean \"b/text-2\"?"
        ),
        (
            groups(#""response[z].p99 < 1s","response[b/z].p99 < 1s""#),
            "1:35: thresholds[0]: response[z].p99 is never measured: this message expects no answer\n1:58: thresholds[1]: response[b/z].p99 is never measured: this message expects no answer"
        ),
        (
            scenario(#""thresholds":["response[peers/text-1].p50 < 1s"]"#),
            "1:91: thresholds[0]: no message is named \"peers/text-1\"; did you mean \"text-1\"?"
        ),
        (
            scenario(peers: #"{"name":"a/b","count":1}"#),
            "1:37: peers.name: expected a name of 1...100 characters without brackets and slashes, found \"a/b\""
        ),
        // Seeds that are no digits, or too many.
        (
            scenario(#""seed":"0x-0""#),
            "1:74: seed: expected a whole number or hexadecimal digits such as \"0x1f\", found \"0x-0\""
        ),
        (
            scenario(#""seed":"0x""#),
            "1:74: seed: expected a whole number or hexadecimal digits such as \"0x1f\", found \"0x\""
        ),
        (
            scenario(#""seed":"0x00000000000000001""#),
            "1:74: seed: expected a whole number or hexadecimal digits such as \"0x1f\", found \"0x00000000000000001\""
        ),
        // More than the engine can number.
        (
            scenario(#""closes":[{"after":{"messages":4294967296}}]"#),
            "1:98: closes[0].after.messages: 4294967296 is out of range 1...4294967295"
        ),
        (scenario(#""closes":[{"after":{"messages":4294967295}}]"#), ""),
    ]

    /// Two groups with a message `m` each, one more in the second, and one there that nothing answers.
    private static func groups(_ thresholds: String) -> String {
        let a = #"{"name":"a","count":1,"messages":[{"name":"m","text":""}]}"#
        let unanswered = #"{"name":"z","text":"","expect":"none"}"#
        let b = #"{"name":"b","count":1,"messages":[{"name":"m","text":""},{"text":""},\#(unanswered)]}"#
        return #"{"target":"ws://h/","thresholds":[\#(thresholds)],"peers":[\#(a),\#(b)]}"#
    }

    @Test(arguments: cases)
    func exactText(text: String, expected: String) {
        #expect(problems(text) == expected)
    }

    @Test func messagesThatCannotBeNumbered() {
        func text(_ groups: Int) -> String {
            let mix = "[" + repeatElement(#"{"text":""}"#, count: 1000).joined(separator: ",") + "]"
            let peers = repeatElement(#"{"count":1}"#, count: groups).joined(separator: ",")
            return scenario(peers: "[\(peers)]", messages: mix)
        }
        #expect(problems(text(65)) == "")
        #expect(
            problems(text(66))
                == "1:21: peers: the groups have 66000 messages together, of at most 65536; let peers share groups")
    }
}
