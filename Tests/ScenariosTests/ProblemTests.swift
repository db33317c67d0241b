import Testing

@testable import Scenarios

/// Each kind of problem with its exact position and text.
@Suite struct ProblemTests {
    /// Text and expected problems; the `rest` of `scenario(rest)` begins at column 67.
    static let cases: [(String, String)] = [
        // Keys.
        (
            #"{}"#,
            "1:1: messages: missing; expected an array of messages, here or in each group of peers\n1:1: peers: missing; expected {\"count\": 100}\n1:1: target: missing; expected a URL such as ws://127.0.0.1:9001/echo"
        ),
        (#"[]"#, "1:1: expected an object, found an array"),
        (scenario(#""lod":{}"#), "1:67: lod: unknown key \"lod\"; did you mean \"load\"?"),
        (scenario(#""scripts":{}"#), "1:67: scripts: key \"scripts\" is not supported by this version"),
        (
            scenario(#""limits":{"qqqqqqqq":1}"#),
            "1:77: limits.qqqqqqqq: unknown key \"qqqqqqqq\"; expected one of errors, message"
        ),
        (
            scenario(#""x.\u0022\n y":1"#),
            "1:67: [\"x.\"\u{FFFD} y\"]: unknown key \"x.\"\u{FFFD} y\"; expected one of $schema, closes, description, limits, load, messages, name, peers, seed, sources, target, thresholds, workers"
        ),
        (scenario(#""name":"é","name":"b""#), "1:78: name: duplicate key; the first is at 1:67"),
        (scenario(#""load":{"for":"1s","\u0066or":"2s"}"#), "1:86: load.for: duplicate key; the first is at 1:75"),
        // Types.
        (scenario(#""name":3"#), "1:74: name: expected a string, found the number 3"),
        (scenario(#""workers":2.5"#), "1:77: workers: expected a whole number 1...200, found the number 2.5"),
        (scenario(#""workers":0"#), "1:77: workers: 0 is out of range 1...200"),
        (
            scenario(#""thresholds":"errors == 0""#),
            "1:80: thresholds: expected an array of thresholds, found the string \"errors == 0\""
        ),
        (
            scenario(#""thresholds":[null,true,"errors == 0%"]"#),
            "1:81: thresholds[0]: expected a threshold such as \"response.p99 < 20ms\", found null\n1:86: thresholds[1]: expected a threshold such as \"response.p99 < 20ms\", found true\n1:102: thresholds[2]: errors: expected a plain number such as 1000, found \"0%\""
        ),
        (scenario(#""load":[]"#), "1:74: load: expected an object, found an array"),
        (
            scenario(#""name":"a[b""#),
            "1:74: name: expected a name of 1...100 characters without brackets and slashes, found \"a[b\""
        ),
        // Quantities.
        (
            scenario(#""load":{"for":30}"#),
            "1:81: load.for: expected a duration such as \"30s\" or \"250ms\", found the number 30"
        ),
        (
            scenario(#""load":{"for":"30"}"#),
            "1:81: load.for: \"30\" has no unit; expected a duration such as \"30s\" or \"250ms\" (units: ns, us, µs, ms, s, m, min, h)"
        ),
        (
            scenario(#""load":{"for":"\u0033\u0030sec"}"#),
            "1:94: load.for: unknown unit \"sec\"; expected a duration such as \"30s\" or \"250ms\" (units: ns, us, µs, ms, s, m, min, h)"
        ),
        (scenario(#""load":{"for":"0s"}"#), "1:81: load.for: 0s is out of range 1ns...1000h"),
        (scenario(#""load":{"for":"1001h"}"#), "1:81: load.for: 1001h is out of range 1ns...1000h"),
        (scenario(#""limits":{"message":"0B"}"#), "1:87: limits.message: 0B is out of range 1B...1GiB"),
        (scenario(#""load":{"rate":"0/s"}"#), "1:82: load.rate: 0/s is out of range: above 0/s and at most 1000M/s"),
        (
            scenario(#""load":{"rate":"20k"}"#),
            "1:85: load.rate: unknown unit \"k\"; expected a rate such as \"500/s\" or \"20k/s\" (units: /s, k/s, M/s, /min, k/min, M/min)"
        ),
        (
            scenario(#""seed":"0x+1""#),
            "1:74: seed: expected a whole number or hexadecimal digits such as \"0x1f\", found \"0x+1\""
        ),
        (scenario(#""seed":-1"#), "1:74: seed: -1 is out of range 0...9223372036854775807"),
        (
            scenario(#""sources":["127.0.0.1","127.0.0.1","x"]"#),
            "1:90: sources[1]: \"127.0.0.1\" is listed twice\n1:102: sources[2]: \"x\" is not an IP address"
        ),
        // Loads.
        (
            scenario(#""load":{"window":1,"rate":"1/s"}"#),
            "1:86: load.rate: a load has exactly one of window, rate and stages; this one has \"window\" too"
        ),
        (
            scenario(#""load":{"rate":"1/s","thinkTime":"1s"}"#),
            "1:88: load.thinkTime: only a load with a window has a think time"
        ),
        (
            scenario(#""load":{"arrivals":"even"}"#),
            "1:75: load.arrivals: only a load with a rate or stages has arrivals"
        ),
        (
            scenario(#""load":{"rate":"1/s","arrivals":"evne"}"#),
            "1:99: load.arrivals: expected one of \"even\", \"poisson\", found \"evne\"; did you mean \"even\"?"
        ),
        (scenario(#""load":{"window":1025}"#), "1:84: load.window: 1025 is out of range 1...1024"),
        (
            scenario(#""load":{"stages":[]}"#),
            "1:84: load.stages: expected at least one of the stages, found an empty array"
        ),
        (scenario(#""load":{"stages":[{"rate":"0/s","for":"1s"}]}"#), "1:84: load.stages: no stage sends anything"),
        (
            scenario(#""load":{"stages":[{"rate":"1/s","to":"2/s","for":"1s"}]}"#),
            "1:99: load.stages[0].to: a stage has either \"rate\", or \"from\" and \"to\""
        ),
        (
            scenario(#""load":{"stages":[{"to":"2/s","for":"1s"},{"for":"1s"}]}"#),
            "1:85: load.stages[0].from: missing; expected a rate; only later stages continue from the one before\n1:109: load.stages[1].rate: missing; expected \"rate\", or \"from\" and \"to\", in a stage"
        ),
        (
            scenario(#""load":{"stages":[{"rate":"2/s"}]}"#),
            "1:85: load.stages[0].for: missing; expected a duration such as \"10s\""
        ),
        (
            scenario(#""load":{"for":"2s","stages":[{"rate":"2/s","for":"1s"}]}"#),
            "1:75: load.for: the stages last 1s, not 2s; leave \"for\" out or make them agree"
        ),
        (
            scenario(peers: #"{"count":2,"load":{"stages":[{"rate":"2/s","for":"1s"}]}}"#),
            "1:48: peers.load.stages: the stages last 1s, but the measure phase lasts 10s; set \"for\" of the top-level load to \"1s\""
        ),
        (
            scenario(peers: #"{"count":2,"load":{"for":"1s","window":1}}"#),
            "1:48: peers.load.for: belongs to the top-level load; it holds for all groups"
        ),
        (
            scenario(#""load":{"rate":"1/s"}"#, peers: #"{"count":2,"load":{"window":1}}"#),
            "1:95: load.rate: has no effect: every group of peers has its own load"
        ),
        // Peers.
        (scenario(peers: #"{"count":0}"#), "1:38: peers.count: 0 is out of range 1...10000000"),
        (scenario(peers: "{}"), "1:29: peers.count: missing; expected a number of peers"),
        (scenario(peers: "[]"), "1:29: peers: expected at least one of the groups of peers, found an empty array"),
        (scenario(peers: "7"), "1:29: peers: expected an array of groups of peers, found the number 7"),
        (
            scenario(peers: #"[{"name":"a","count":1},{"name":"a","count":1}]"#),
            "1:53: peers[1]: another group is named \"a\" too"
        ),
        (
            scenario(peers: #"{"count":1,"messages":[{"text":""}]}"#),
            "1:66: messages: has no effect: every group of peers has its own"
        ),
        (
            scenario(peers: #"{"count":1,"heartbeat":"0s","script":[]}"#),
            "1:52: peers.heartbeat: 0s is out of range 1ns...1000h\n1:57: peers.script: key \"script\" is not supported by this version"
        ),
        // Messages.
        (scenario(messages: "[]"), "1:52: messages: expected at least one of the messages, found an empty array"),
        (
            scenario(messages: "[{}]"),
            "1:53: messages[0]: expected either \"text\" or \"binary\" in a message, found neither"
        ),
        (
            scenario(messages: #"[{"text":"","binary":{"hex":""}}]"#),
            "1:64: messages[0].binary: a message is either \"text\" or \"binary\", not both"
        ),
        (
            scenario(messages: #"[{"text":"é\té ${peer.indx}"}]"#),
            "1:67: messages[0].text: unknown variable \"peer.indx\"; did you mean \"peer.index\"?"
        ),
        (
            scenario(messages: #"[{"text":7}]"#),
            "1:61: messages[0].text: expected a text or {\"random\": \"1KiB\"}, found the number 7"
        ),
        (
            scenario(messages: #"[{"text":{}}]"#),
            "1:61: messages[0].text.random: missing; expected a size such as \"1KiB\""
        ),
        (
            scenario(messages: #"[{"text":"","weight":0},{"text":"","name":"text-1"}]"#),
            "1:73: messages[0].weight: 0 is out of range 1...1000000\n1:76: messages[1]: another message of this mix is named \"text-1\" too"
        ),
        (
            scenario(messages: #"[{"text":"","expect":"id"}]"#),
            "1:73: messages[0].expect: expected one of \"echo\", \"next\", \"none\", found \"id\""
        ),
        (
            scenario(messages: #"[{"binary":{"hex":"0","base64":""}}]"#),
            "1:63: messages[0].binary: expected exactly one of \"base64\", \"hex\" and \"random\", found 2"
        ),
        (
            scenario(messages: #"[{"binary":{"hex":"0x"}}]"#),
            "1:72: messages[0].binary.hex: \"x\" is not a hexadecimal digit"
        ),
        (
            scenario(messages: #"[{"binary":{"base64":"A"}}]"#),
            "1:75: messages[0].binary.base64: base64 comes in groups of 4 characters, padded with \"=\"; found 1"
        ),
        (
            scenario(messages: #"[{"binary":{"random":{"uniform":["2B","1B"]}}}]"#),
            "1:84: messages[0].binary.random.uniform: the least size 2B is above the greatest 1B"
        ),
        (
            scenario(messages: #"[{"binary":{"random":{"uniform":["2B"]}}}]"#),
            "1:84: messages[0].binary.random.uniform: expected two sizes, the least and the greatest, found 1"
        ),
        (
            scenario(#""limits":{"message":"3B"}"#, messages: #"[{"text":"four"}]"#),
            "1:61: messages[0].text: 4B is more than limits.message, which is 3B"
        ),
        (
            scenario(messages: #"[{"text":"${random.int(1 0,20)}"}]"#),
            "1:61: messages[0].text: expected ${random.int(1,100)}"
        ),
        (scenario(messages: #"[{"text":"${random.int( -1 , 20 )}"}]"#), ""),
        // Targets.
        (
            scenario(target: #""wss://h/""#),
            "1:11: target: wss: is not supported by this version; expected ws://, embedded:echo or memory:echo"
        ),
        (scenario(target: #""ws://h/a#b""#), "1:20: target: a WebSocket URL has no fragment (RFC 6455 section 3)"),
        (
            scenario(target: #""ws://${env.HOST}/ü""#),
            "1:11: target: a URL has only visible ASCII characters; percent-encode the others"
        ),
        (scenario(target: #""ws://${env.NOPE}/""#), "1:17: target: the environment has no variable \"NOPE\""),
        (scenario(target: #""ws://h/${uuid}""#), "1:11: target: only ${env.NAME} can stand here"),
        (scenario(target: #"{}"#), "1:11: target.url: missing; expected a URL such as ws://127.0.0.1:9001/echo"),
        (
            scenario(target: #"{"url":"ws://h","tls":{}}"#),
            "1:27: target.tls: key \"tls\" is not supported by this version"
        ),
        (
            scenario(target: #"{"url":"ws://h","headers":{"Host":"a","a b":"","c":"\n","C":"","d":"${env.BREAK}"}}"#),
            "1:38: target.headers.Host: the handshake writes Host itself\n1:49: target.headers[\"a b\"]: \"a b\" is not a header name (RFC 9110 section 5.1)\n1:62: target.headers.c: a header value has no control characters and no spaces around it (RFC 9110 section 5.5)\n1:67: target.headers.C: is the same header as \"c\"; case does not matter\n1:78: target.headers.d: a header value has no control characters and no spaces around it (RFC 9110 section 5.5)"
        ),
        (
            scenario(target: #"{"url":"memory:echo","delay":"999ns"}"#),
            "1:40: target.delay: 999ns is out of range 1us...1000h"
        ),
        (
            scenario(target: #"{"url":"ws://h","compression":1}"#),
            "1:41: target.compression: expected true, false or an object such as {\"level\": 1}, found the number 1"
        ),
        (
            scenario(
                target:
                    #"{"url":"ws://h","compression":{"level":0,"memoryLevel":10,"minimumSize":64,"serverMaxWindowBits":7,"clientMaxWindowBits":16,"required":1,"takeover":true}}"#
            ),
            "1:50: target.compression.level: 0 is out of range 1...9\n1:66: target.compression.memoryLevel: 10 is out of range 1...9\n1:83: target.compression.minimumSize: expected a size such as \"64KiB\" or \"20B\", found the number 64\n1:108: target.compression.serverMaxWindowBits: 7 is out of range 8...15\n1:132: target.compression.clientMaxWindowBits: 16 is out of range 8...15\n1:146: target.compression.required: expected true or false, found the number 1\n1:148: target.compression.takeover: unknown key \"takeover\"; expected one of clientMaxWindowBits, clientNoContextTakeover, level, memoryLevel, minimumSize, required, serverMaxWindowBits, serverNoContextTakeover"
        ),
        (
            scenario(target: #"{"url":"ws://h","subprotocols":["a","a","b c"]}"#),
            "1:47: target.subprotocols[1]: \"a\" is listed twice\n1:51: target.subprotocols[2]: \"b c\" is not a subprotocol name (RFC 6455 section 4.1, item 10)"
        ),
        // Closes.
        (
            scenario(#""closes":[{"how":"kill"}]"#),
            "1:84: closes[0].how: expected one of \"clean\", \"reset\", \"fin\", \"never\", found \"kill\""
        ),
        (
            scenario(#""closes":[{"code":1005}]"#),
            "1:85: closes[0].code: a close frame cannot carry 1005; expected 1000-1003, 1007-1014 or 3000-4999 (RFC 6455 section 7.4)"
        ),
        (
            scenario(#""closes":[{"how":"reset","code":1000,"reason":""}]"#),
            "1:92: closes[0].code: only a clean close sends a code and a reason, not \"reset\"\n1:104: closes[0].reason: only a clean close sends a code and a reason, not \"reset\""
        ),
        (
            scenario(#""closes":[{"how":"never","after":"1s"}]"#),
            "1:92: closes[0].after: a peer that never closes does not close after anything"
        ),
        (
            scenario(#""closes":[{"after":{"messages":0}}]"#),
            "1:98: closes[0].after.messages: 0 is out of range 1...4294967295"
        ),
        (
            scenario(#""closes":[{"after":7,"by":"server"}]"#),
            "1:86: closes[0].after: expected a duration such as \"10s\", or {\"messages\": 100}, found the number 7\n1:88: closes[0].by: key \"by\" is not supported by this version"
        ),
        (
            scenario(#""closes":[{"reason":"\#(String(repeating: "é", count: 62))"}]"#),
            "1:87: closes[0].reason: a close reason has at most 123 bytes of UTF-8, found 124"
        ),
        // Thresholds.
        (
            scenario(#""thresholds":["response[text1].p50 < 1s"]"#),
            "1:91: thresholds[0]: no message is named \"text1\"; did you mean \"text-1\"?"
        ),
        (
            scenario(#""thresholds":["errors < "]"#),
            "1:91: thresholds[0]: errors: expected a plain number such as 1000, found \"\""
        ),
        (
            scenario(
                #""thresholds":["service.max < 1s"],"load":{"rate":"1/s"}"#,
                messages: #"[{"text":"","expect":"none"}]"#),
            "1:96: thresholds[0]: service.max is never measured: every message expects no answer"
        ),
        // Windows that nothing moves on.
        (
            scenario(messages: #"[{"text":"","expect":"none"},{"text":"","expect":"none"}]"#),
            "1:41: messages: a load with a window waits for replies, and no message here expects one; let one expect \"echo\" or \"next\", or give the load a rate"
        ),
        (
            scenario(
                #""load":{"window":2}"#,
                peers: #"[{"count":1,"messages":[{"text":"","expect":"none"}]},{"count":2}]"#),
            "1:41: peers[0].messages: a load with a window waits for replies, and no message here expects one; let one expect \"echo\" or \"next\", or give the load a rate"
        ),
        (
            scenario(#""load":{"rate":"1/s"}"#, messages: #"[{"text":"","expect":"none"}]"#), ""
        ),
    ]

    @Test(arguments: cases)
    func exactText(text: String, expected: String) {
        #expect(problems(text) == expected)
    }

    /// Texts that are no JSON at all, or hardly.
    @Test func textProblems() {
        let valid = Array(scenario().utf8)
        #expect(problems([]) == "1:1: is empty; expected a JSON object")
        #expect(problems(" \n ") == "1:1: is empty; expected a JSON object")
        #expect(
            problems([0xEF, 0xBB, 0xBF] + valid)
                == "1:1: starts with a byte order mark; save the file as UTF-8 without one")
        #expect(problems(Array("{\n \"é\0".utf8)) == "2:4: a NUL byte; scenario files are text in UTF-8")
        #expect(problems(Array("{\n \"é".utf8) + [0xC3, 0x28]) == "2:4: not valid UTF-8")
        #expect(problems("{\"a\": 1,\n}") == "2:1: not JSON: string or '}' expected near '}'")
        #expect(problems("{\"a\" 1}") == "1:6: not JSON: ':' expected near '1'")
        #expect(problems("{\"a\": 1") == "1:7: not JSON: '}' expected near end of file")
        #expect(problems("7") == "1:1: not JSON: '[' or '{' expected near '7'")
        #expect(problems("{} x").hasPrefix("1:4: not JSON: end of file expected near 'x'"))
        #expect(problems("{\"seed\": 99999999999999999999}").hasPrefix("1:10: not JSON: too big integer"))
        #expect(problems("{\"a\": nul}") == "1:7: not JSON: invalid token near 'nul'")
        #expect(problems("{\"a\": \"b\\q\"}").hasPrefix("1:10: not JSON: invalid escape"))
        #expect(problems("{\n\"é\" \"two\"}") == "2:5: not JSON: ':' expected near '\"two\"'")
        #expect(problems("{\"a\": \"b\t\"}").hasPrefix("1:9: not JSON: control character 0x9"))
        #expect(problems("{\"a\": \"é\n\"}").hasPrefix("1:9: not JSON: unexpected newline"))
        let large = [UInt8](repeating: 0x20, count: (16 << 20) + 1)
        #expect(problems(large) == "1:1: larger than 16MiB, the limit of a scenario file")
    }

    @Test func nesting() {
        func nested(_ depth: Int) -> String {
            scenario("\"x\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        }
        #expect(problems(nested(63)).contains("unknown key"))
        #expect(problems(nested(64)) == "1:134: nested deeper than 64 levels")
        #expect(problems(nested(2000)) == "1:134: nested deeper than 64 levels")
        #expect(problems(nested(3000)).contains("not JSON: maximum parsing depth reached"))
    }

    @Test func hostileFilesTakeNoLong() {
        let keys = (0..<20_000).map { "\"key\($0)\":1" }.joined(separator: ",")
        let elapsed = ContinuousClock().measure {
            #expect(problems("{\(keys),\(keys)}").hasSuffix("the rest is left out"))
        }
        #expect(elapsed < .seconds(10))
    }

    @Test func thousandsOfProblemsAreCut() throws {
        let peers = "[" + (0..<600).map { #"{"count":0,"a\#($0)":1}"# }.joined(separator: ",") + "]"
        let lines = problems(scenario(peers: peers)).split(separator: "\n")
        #expect(lines.count == 1001)
        #expect(lines.last?.hasSuffix("more than 1000 problems; the rest is left out") == true)
    }

    /// Everything that is wrong in one file, in the order of the file.
    @Test func allAtOnce() {
        let text = """
            {
              "target": { "url": "ws://localhost:99999/é", "header": {} },
              "peers": [
                { "name": "a", "count": "many" },
                { "name": "a", "count": 2, "load": { "stages": [ { "rate": "1k/s", "for": "5s" } ] } }
              ],
              "messages": [
                { "text": "été ${sequenc}", "expect": "ecko" },
                { "binary": { "random": "64 KiB" }, "weigth": 2 }
              ],
              "load": { "rate": "20k/s", "window": 4, "for": "30s" },
              "closes": [ { "how": "never", "code": 1005 } ],
              "thresholds": [ "response.p99 < 20", "response[nobody].p99 < 1s", "errors = 0" ],
              "seed": 1.5,
              "seed": 2,
              "capacity": {}
            }
            """
        #expect(
            problems(text) == """
                2:44: target.url: a URL has only visible ASCII characters; percent-encode the others
                2:48: target.header: unknown key "header"; did you mean "headers"?
                4:29: peers[0].count: expected a whole number 1...10000000, found the string "many"
                5:5: peers[1]: another group is named "a" too
                8:20: messages[0].text: unknown variable "sequenc"; did you mean "sequence"?
                8:43: messages[0].expect: expected one of "echo", "next", "none", found "ecko"; did you mean "echo"?
                9:32: messages[1].binary.random: unknown unit " KiB"; expected a size such as "64KiB" or "20B" (units: B, kB, MB, KiB, MiB, GiB)
                9:41: messages[1].weigth: unknown key "weigth"; did you mean "weight"?
                11:13: load.rate: a load has exactly one of window, rate and stages; this one has "window" too
                12:33: closes[0].code: only a clean close sends a code and a reason, not "never"
                12:41: closes[0].code: a close frame cannot carry 1005; expected 1000-1003, 1007-1014 or 3000-4999 (RFC 6455 section 7.4)
                13:35: thresholds[0]: response.p99: "20" has no unit; expected a duration such as "30s" or "250ms" (units: ns, us, µs, ms, s, m, min, h)
                13:50: thresholds[1]: no message is named "nobody"
                13:77: thresholds[2]: unknown comparison "="; expected one of <, <=, >, >=, ==, !=
                15:3: seed: duplicate key; the first is at 14:3
                16:3: capacity: key "capacity" is not supported by this version
                """)
    }
}
