import Foundation
import Testing

/// `memory:`: the same scenarios without the kernel, in virtual time.
@Suite struct MemoryTargetTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A saved result without what depends on the machine and the day.
    private func comparable(_ path: String) throws -> NSDictionary {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        var result = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        for key in ["startedAt", "startedAtUnixMilliseconds", "environment", "log"] { result[key] = nil }
        var codec = try #require(result["codec"] as? [String: Any])
        for key in ["nanoseconds", "allocations", "perMessage"] { codec[key] = nil }
        result["codec"] = codec
        var generator = try #require(result["generator"] as? [String: Any])
        let workers = try #require(generator["workers"] as? [[String: Any]])
        generator["workers"] = workers.map { worker in
            worker.filter { !["cpuNanoseconds", "cpuShare", "waitShare"].contains($0.key) }
        }
        result["generator"] = generator
        return NSDictionary(dictionary: result)
    }

    /// The allocations of a saved result.
    private func allocations(_ path: String) throws -> Int {
        let result = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
        let codec = try #require((result as? [String: Any])?["codec"] as? [String: Any])
        return try #require(codec["allocations"] as? Int)
    }

    /// The lines of a log of intervals, without those that hold the day.
    private func intervals(_ path: String) throws -> [Substring] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    private static let scenario = """
        { "name": "all", "target": { "url": "memory:", "delay": "2ms", "connectTimeout": "1s", "subprotocols": [ "a" ],
                      "compression": true },
          "peers": [
            { "name": "talkers", "count": 30, "connectRate": "100/s", "heartbeat": "300ms",
              "messages": [ { "text": "hi ${sequence} ${random.string(20)}", "weight": 9 }, { "binary": { "random": { "uniform": [ "0B", "300KiB" ] } } } ],
              "closes": [ { "how": "reset", "after": "1s" }, { "how": "fin", "after": { "messages": 3 } }, { "how": "never" }, { "code": 4000 } ] },
            { "name": "meters", "count": 5, "messages": [ { "binary": { "random": "20B" } } ], "load": { "window": 8, "thinkTime": "20ms" } }
          ],
          "load": { "stages": [ { "from": "0/s", "to": "100/s", "for": "2s" } ], "arrivals": "poisson", "warmUp": "500ms", "for": "2s" },
          "thresholds": [ "errors == 0", "lateness.max <= 0ns", "response.min >= 4ms" ] }
        """

    @Test(arguments: ["1", "2"])
    func `the same seed gives the same result, byte for byte but for the machine`(workers: String) throws {
        let folder = try Folder()
        try folder.write(Self.scenario, to: "all.json")
        for (out, seed) in [("one", "7"), ("two", "7"), ("other", "8")] {
            let run = try Program.run(
                "run", "all.json", "--seed", seed, "--workers", workers, "--out", out, in: folder)
            #expect(run.status == 0, "\(run)")
            #expect(run.output.contains("Time is virtual"))
            #expect(run.output.contains("Codec"))
            #expect(run.output.contains("Generator     not applicable"))
        }
        let one = try comparable(folder.file("one/result.json"))
        #expect(try comparable(folder.file("two/result.json")) == one)
        #expect(try comparable(folder.file("other/result.json")) != one)
        // Lists grow by what the allocator rounds up to, which depends on what other threads left in its pools.
        let allocations = try ["one", "two"].map { try self.allocations(folder.file("\($0)/result.json")) }
        #expect(allocations[0] > 0 && abs(allocations[0] - allocations[1]) <= 8, "\(allocations)")
        let log = try intervals(folder.file("one/intervals.hlog"))
        #expect(log.count > 2)
        #expect(try intervals(folder.file("two/intervals.hlog")) == log)
        #expect(try intervals(folder.file("other/intervals.hlog")) != log)
        let report = try Program.run("report", "one", in: folder)
        #expect(report.output.contains("Time is virtual") && report.output.contains("processor time"))
    }

    @Test(arguments: ["1", "3"])
    func `where peers neither come nor go the allocations are the same, too`(workers: String) throws {
        let folder = try Folder()
        try folder.write(
            """
            { "target": "memory:echo", "peers": { "count": 20 },
              "messages": [ { "text": "hi ${sequence}" }, { "binary": { "random": "20B" } } ],
              "load": { "window": 3, "thinkTime": "3ms", "warmUp": "20ms", "for": "300ms" } }
            """, to: "steady.json")
        var counts: Set<Int> = []
        for number in 0..<4 {
            _ = try Program.run("run", "steady.json", "--workers", workers, "--out", "run\(number)", in: folder)
            counts.insert(try allocations(folder.file("run\(number)/result.json")))
        }
        #expect(counts.count == 1, "\(counts)")
    }

    @Test func `no peer needs a file`() throws {
        // More than these would be needed by sockets; what is left is for the loop, the terminal and the result.
        let command = "ulimit -n 40; exec '\(Program.path)' hit memory:echo -c 500 -z 20ms --no-save --json"
        let run = try Invocation(["sh", "-c", command], environment: [:], in: nil).end()
        #expect(run.status == 0, "\(run)")
        let result = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let phases = try #require(result["phases"] as? [[String: Any]])
        let counters = phases.compactMap { $0["counters"] as? [String: Int] }
        #expect(counters.reduce(0) { $0 + ($1["connected"] ?? 0) } == 500)
        #expect(counters.reduce(0) { $0 + ($1["sent"] ?? 0) } == 5_000)
    }

    @Test func `every scenario of this package runs through memory`() throws {
        let folder = try Folder()
        let scenarios = Self.root.appendingPathComponent("Scenarios")
        for file in try FileManager.default.contentsOfDirectory(at: scenarios, includingPropertiesForKeys: nil)
        where file.pathExtension == "json" && file.lastPathComponent != "scenario.schema.json" {
            var scenario = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
            scenario["target"] = "memory:echo"
            scenario["thresholds"] = ["errors == 0"]
            scenario["load"] = shortened(scenario["load"])
            let name = file.lastPathComponent
            let text = String(decoding: try JSONSerialization.data(withJSONObject: scenario), as: UTF8.self)
            try folder.write(text, to: name)
            let run = try Program.run("run", name, "--no-save", in: folder)
            #expect(run.status == 0, "\(name): \(run)")
        }
    }

    /// A load that is over soon, of the same shape.
    private func shortened(_ load: Any?) -> [String: Any] {
        var load = load as? [String: Any] ?? [:]
        if let stages = load["stages"] as? [[String: Any]] {
            load["stages"] = stages.map { $0.merging(["for": "60ms"]) { $1 } }
            load["for"] = "\(60 * stages.count)ms"
        } else {
            load["for"] = "60ms"
        }
        if load["warmUp"] != nil { load["warmUp"] = "10ms" }
        return load
    }

    @Test func `what cannot act is refused`() throws {
        let folder = try Folder()
        try folder.write(
            """
            { "target": { "url": "memory:", "noDelay": true }, "sources": [ "127.0.0.2" ],
              "peers": { "count": 1 }, "messages": [ { "text": "x" } ] }
            """, to: "bad.json")
        let bad = try Program.run("validate", "bad.json", in: folder)
        #expect(bad.status == 65)
        #expect(bad.output.contains("target.noDelay: has no effect"))
        #expect(bad.output.contains("sources: has no effect"))
        try folder.write(
            """
            { "target": { "url": "ws://127.0.0.1:1/", "delay": "1ms" },
              "peers": { "count": 1 }, "messages": [ { "text": "x" } ] }
            """, to: "worse.json")
        #expect(try Program.run("validate", "worse.json", in: folder).output.contains("target.delay: only memory:echo"))
        let unknown = try Program.run("hit", "memory:sink", "--no-save", in: folder)
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("unknown server in memory \"sink\"; expected memory:echo"))
    }

    @Test func `Ctrl-C ends a run in virtual time`() throws {
        let run = try Program.start("hit", "memory:", "-c", "2", "-w", "16", "-z", "1000h", "--no-save")
        // A line of progress comes when an interval is over.
        try run.wait("it measures") { run.errorsSoFar.contains("measuring") }
        run.signal(SIGINT)
        let outcome = try run.end()
        #expect(outcome.status == 130)
        #expect(outcome.output.contains("INTERRUPTED"))
        #expect(outcome.output.contains("Codec"))
    }
}
