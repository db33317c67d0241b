import Foundation
import Testing

/// What is saved, and that it says the same later.
@Suite struct SavedResultTests {
    @Test func `the report of a saved folder is the report of the run`() throws {
        let folder = try Folder()
        let run = try Program.run("hit", "embedded:echo", "-z", "400ms", "-q", "1k/s", "-o", "kept", in: folder)
        #expect(run.status == 0, "\(run)")
        #expect(run.errors.contains("Saved: muster report kept\n"))
        let report = try Program.run("report", "kept", in: folder)
        #expect(report.status == 0)
        #expect(report.output == run.output)
        #expect(report.output.hasPrefix("hit · embedded:echo"))

        let wide = try Program.run("report", "kept/result.json", environment: ["COLUMNS": "100"], in: folder)
        #expect(wide.output.split(separator: "\n")[0].count == 100)
        let ascii = try Program.run("report", "kept", environment: ["LC_ALL": "C"], in: folder)
        #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })

        let log = try String(contentsOfFile: folder.file("kept/intervals.hlog"), encoding: .utf8)
        #expect(log.contains("Tag=response"))
    }

    @Test func `unnamed results are kept by name and time`() throws {
        let folder = try Folder()
        for _ in 0..<2 { #expect(try Program.run("hit", "embedded:echo", "-z", "100ms", in: folder).status == 0) }
        let names = try folder.contents("muster-results").sorted()
        #expect(names.count == 2)
        for name in names { #expect(name.wholeMatch(of: /hit-\d{8}-\d{6}(-2)?/) != nil, "\(name)") }
    }

    @Test func `a run that does not take place leaves no folder`() throws {
        let folder = try Folder()
        #expect(try Program.run("hit", "embedded:echo", "-c", "9000000", "--out", "a/b", in: folder).status == 1)
        #expect(!folder.exists("a"))
    }

    @Test func `runs that start together are all kept`() throws {
        let folder = try Folder()
        // So many, and started so fast, that some of them meet.
        let script = """
            import subprocess, sys
            command = [sys.argv[1], "hit", "memory:echo", "-c", "1", "-z", "50ms", "--quiet"]
            runs = [subprocess.Popen(command) for _ in range(32)]
            sys.exit(max(run.wait() for run in runs))
            """
        let runs = try Program.python(script, [Program.path], in: folder).end()
        #expect(runs.status == 0 && runs.errors.isEmpty, "\(runs)")
        let names = try folder.contents("muster-results")
        #expect(names.count == 32, "\(names)")
        for name in names { #expect(folder.exists("muster-results/\(name)/result.json"), "\(name)") }
    }

    @Test func `a run that lacks files leaves no folder`() throws {
        let folder = try Folder()
        try folder.write(
            #"{ "target": "embedded:echo", "peers": { "count": 1 }, "messages": [ { "text": "" } ] }"#, to: "one.json")
        var said: [String] = []
        // At which limit it is the server that lacks a file depends on the machine; none of these is enough for the run.
        for limit in 4...30 {
            let command = "ulimit -n \(limit); exec \"$0\" run one.json"
            let run = try Invocation(["sh", "-c", command, Program.path], environment: [:], in: folder).end()
            #expect(run.status == 1, "\(limit): \(run)")
            #expect(!folder.exists("muster-results"), "\(limit): \(run)")
            said.append(run.errors)
        }
        #expect(said.contains { $0.contains("the embedded server cannot start") }, "\(said)")
    }

    @Test func `--json is the result and nothing else`() throws {
        let folder = try Folder()
        let run = try Program.run("hit", "embedded:echo", "-z", "500ms", "--json", "--out", "kept", in: folder)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let result = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let latency = try #require(result["latency"] as? [String: Any])
        let response = try #require(latency["response"] as? [String: Any])
        let percentiles = try #require(response["percentiles"] as? [String: Any])
        let p50 = try #require(percentiles["p50"] as? Int)
        let p99 = try #require(percentiles["p99"] as? Int)
        #expect(p50 > 1_000 && p50 <= p99)
        let environment = try #require(result["environment"] as? [String: Any])
        #expect(environment["cores"] as? Int ?? 0 > 0)
        #expect(environment["memoryBytes"] as? Int ?? 0 > 1 << 20)
        #expect(environment["fileLimit"] as? Int ?? 0 > 0)
        for text in ["kernel", "system", "swiftVersion"] { #expect(environment[text] as? String != "") }
        let report = try Program.run("report", "kept", "--json", in: folder)
        #expect(report.status == 0)
        let again = try #require(try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
        let latencyAgain = try #require(again["latency"] as? [String: Any])
        #expect(NSDictionary(dictionary: latencyAgain) == NSDictionary(dictionary: latency))
    }

    @Test func `a saved file cannot steer the terminal`() throws {
        let folder = try Folder()
        try folder.write(
            #"{ "name": "\u009b2J", "target": "memory:echo", "peers": { "count": 1 }, "messages": [ { "text": "" } ],"#
                + #" "load": { "for": "50ms" }, "thresholds": [ "response[\u001b[2J].p50 < 1s" ] }"#,
            to: "wrong.json")
        try folder.write(
            #"{ "name": "\u009b2J", "target": "memory:echo", "peers": { "count": 1 }, "messages": [ { "name": "\u009b","#
                + #" "text": "" } ], "load": { "for": "50ms" }, "thresholds": [ "response[\u009b].p50 < 1ns" ] }"#,
            to: "named.json")
        for command in [
            ["validate", "wrong.json"], ["run", "wrong.json"], ["run", "named.json", "--no-save"],
            ["run", "named.json", "--quiet", "--out", "kept"], ["report", "kept"],
        ] {
            let run = try Invocation([Program.path] + command, environment: [:], in: folder).end()
            let text = run.output + run.errors
            #expect(!text.isEmpty)
            let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control }
            #expect(controls.allSatisfy { $0 == "\n" }, "\(text)")
        }
        let saved = try String(contentsOfFile: folder.file("kept/result.json"), encoding: .utf8)
        try folder.write(
            saved.replacing(#""phase" : "measure""#, with: #""phase" : "\u001b[2J""#), to: "kept/result.json")
        let report = try Program.run("report", "kept", in: folder)
        #expect(report.status == 1)
        #expect(report.errors.hasSuffix("there is no phase \"?[2J\"\n"), "\(report.errors)")
    }

    @Test func `a folder without a result is refused by name`() throws {
        let report = try Program.run("report", "nowhere")
        #expect(report.status == 1)
        #expect(report.errors == "muster: nowhere: there is no result here\n")
    }
}
