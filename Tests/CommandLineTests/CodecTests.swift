import Foundation
import Testing

/// `muster codec` as a user runs it. This is no optimised build, so nothing here looks at how long anything took.
@Suite struct CodecTests {
    private static let counted = ["--size", "20", "--decode", "--payload", "binary"]
    private static let few = counted + ["--rounds", "6"]
    private static let row = "decode/server/binary/20/whole/one-piece"

    private func codec(_ arguments: [String], environment: [String: String] = [:], in folder: Folder? = nil) throws
        -> Program.Outcome
    {
        try Invocation([Program.path, "codec"] + arguments, environment: environment, in: folder).end()
    }

    /// Saves a profile, lets `change` doctor it, and says what became of it.
    private func doctored(
        _ arguments: [String] = [], saving: [String] = [], _ change: (inout [String: Any]) -> Void
    ) throws -> Program.Outcome {
        let folder = try Folder()
        let saved = try codec(Self.counted + ["--out", "old.json", "--counts-only"] + saving, in: folder)
        #expect(saved.status == 0, "\(saved)")
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("old.json")))
        var profile = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        change(&profile)
        try JSONSerialization.data(withJSONObject: profile).write(to: URL(fileURLWithPath: folder.file("old.json")))
        return try codec(["--baseline", "old.json", "--counts-only"] + arguments, in: folder)
    }

    @Test func `a table of the chosen rows`() throws {
        let run = try codec(Self.few, environment: ["COLUMNS": "120"])
        #expect(run.status == 0, "\(run)")
        #expect(run.errors.isEmpty)
        #expect(run.output.hasPrefix("muster "))
        for title in ["row", "ns/message", "95 % interval", "GB/s", "allocations"] {
            #expect(run.output.contains(title))
        }
        let lines = run.output.split(separator: "\n").filter { $0.contains("binary/20/") }
        #expect(lines.count == 2)
        #expect(lines.contains { $0.hasPrefix(Self.row) })
        #expect(lines.allSatisfy { $0.count <= 120 })
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test func `a narrow terminal has two lines a row`() throws {
        let run = try codec(Self.few, environment: ["COLUMNS": "40"])
        let lines = run.output.split(separator: "\n")
        #expect(lines.contains { $0 == Self.row.prefix(40) })
        #expect(lines.allSatisfy { $0.count <= 40 })
    }

    @Test func `--list names rows and measures nothing`() throws {
        let list = try codec(["--list", "--all", "--filter", "decode/*/20/whole/one-piece"])
        #expect(list.status == 0)
        let names = list.output.split(separator: "\n")
        #expect(names.count == 10)
        #expect(names.contains { $0 == Self.row })
        let fewer = try codec(["--list", "--all", "--filter", "decode/*/20/whole/one-piece", "--exclude", "*text*"])
        #expect(fewer.output.split(separator: "\n").count == 2)
    }

    @Test func `--json is the profile and nothing else, and --out has the same rows`() throws {
        let folder = try Folder()
        let run = try codec(Self.few + ["--json", "--out", "kept.json"], in: folder)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let profile = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(profile["kind"] as? String == "muster-codec-profile")
        #expect(profile["format"] as? Int == 1)
        let rows = try #require(profile["rows"] as? [[String: Any]])
        #expect(Set(rows.compactMap { $0["name"] as? String }).contains(Self.row))
        let times = try #require(rows[0]["nanoseconds"] as? [String: Any])
        #expect((times["rounds"] as? [Double])?.count == 6)
        #expect(try folder.contents().contains("kept.json"))
        #expect(try !folder.contents().contains { $0.hasSuffix(".tmp") })
        let kept = try String(contentsOfFile: folder.file("kept.json"), encoding: .utf8)
        #expect(kept == run.output)
    }

    @Test func `a run that is as good as its baseline passes`() throws {
        let run = try doctored { _ in }
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("PASSED against old.json: 2 same"))
    }

    /// Doctors every row of a profile.
    private static func rows(_ profile: inout [String: Any], _ change: (inout [String: Any]) -> Void) {
        var rows = profile["rows"] as? [[String: Any]] ?? []
        for index in rows.indices { change(&rows[index]) }
        profile["rows"] = rows
    }

    @Test func `99: rows that are no more, even where it is all of them`() throws {
        let run = try doctored { profile in
            var rows = profile["rows"] as? [[String: Any]] ?? []
            rows[0]["name"] = "decode/server/binary/21/whole/one-piece"
            profile["rows"] = rows
        }
        #expect(run.status == 99, "\(run)")
        #expect(run.output.contains("decode/server/binary/21/whole/one-piece: there is no such row any more"))
        #expect(run.errors.contains("FAILED against old.json: 1 missing, 1 same"))
        let all = try doctored { profile in
            Self.rows(&profile) { $0["name"] = "\($0["name"] ?? "")/gone" }
        }
        #expect(all.status == 99, "\(all)")
        #expect(all.errors.contains("FAILED against old.json: 2 missing (tolerance"))
    }

    @Test func `99: more instructions than the baseline, and the verdict stands on a narrow terminal`() throws {
        let folder = try Folder()
        let arguments = Self.counted + ["--counts-only", "--instructions", "--role", "server"]
        #expect(try codec(arguments + ["--out", "old.json"], in: folder).status == 0)
        let url = URL(fileURLWithPath: folder.file("old.json"))
        let saved = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
        func compare(_ instructions: (Int) -> Int) throws -> Program.Outcome {
            var profile = saved
            Self.rows(&profile) { $0["instructions"] = instructions($0["instructions"] as? Int ?? 0) }
            try JSONSerialization.data(withJSONObject: profile).write(to: url)
            return try codec(["--baseline", "old.json", "--counts-only"], environment: ["COLUMNS": "40"], in: folder)
        }
        let worse = try compare { $0 / 2 }
        #expect(worse.status == 99, "\(worse)")
        #expect(worse.errors.contains("FAILED against old.json: 1 worse (tolerance"))
        let lines = worse.output.split(separator: "\n")
        #expect(lines.contains { $0.contains("worse  instructions") })
        #expect(lines.allSatisfy { $0.count <= 40 })
        let better = try compare { $0 * 2 }
        #expect(better.status == 0, "\(better)")
        #expect(better.output.contains("better  instructions"))
    }

    @Test func `a row that allocates less than its baseline is better, by as many digits as it takes`() throws {
        let run = try doctored { profile in Self.rows(&profile) { $0["allocations"] = 1 } }
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("PASSED against old.json: 2 better"))
        #expect(run.output.contains("  0.0003"), "\(run)")
    }

    @Test func `99: nothing that could be judged`() throws {
        let run = try doctored { profile in Self.rows(&profile) { $0["allocations"] = nil } }
        #expect(run.status == 99, "\(run)")
        #expect(
            run.errors.contains(
                "FAILED against old.json: 2 not judged; nothing was judged; not judged: allocations (tolerance"))
        #expect(run.output.contains("Note: allocations are not in the baseline"))
    }

    @Test func `99: a baseline that lacks a row which --complete asks for`() throws {
        let folder = try Folder()
        let saved = try codec(Self.counted + ["--role", "server", "--counts-only", "--out", "old.json"], in: folder)
        #expect(saved.status == 0, "\(saved)")
        let its = try codec(Self.counted + ["--counts-only", "--baseline", "old.json"], in: folder)
        #expect(its.status == 0, "\(its)")
        #expect(its.output.contains("PASSED against old.json: 1 same (tolerance"))
        // The new file has the chosen rows, not the old file's.
        let complete = try codec(
            Self.counted + ["--counts-only", "--complete", "--baseline", "old.json", "--out", "old.json"], in: folder)
        #expect(complete.status == 99, "\(complete)")
        #expect(complete.output.contains("Not in the baseline: decode/client/binary/20/whole/one-piece"))
        #expect(complete.errors.contains("FAILED against old.json: 1 same, 1 not in the baseline (tolerance"))
        let again = try codec(
            Self.counted + ["--counts-only", "--complete", "--baseline", "old.json"], in: folder)
        #expect(again.status == 0, "\(again)")
        #expect(again.output.contains("PASSED against old.json: 2 same (tolerance"))
    }

    @Test func `65: a baseline without rows`() throws {
        let run = try doctored { $0["rows"] = [Any]() }
        #expect(run.status == 65, "\(run)")
        #expect(run.errors == "muster: old.json: it has no row that was measured\n")
    }

    @Test func `99: times beyond the tolerance, and 0 where the machine is another`() throws {
        let folder = try Folder()
        let saved = try codec(Self.few + ["--out", "old.json"], in: folder)
        #expect(saved.status == 0)
        let url = URL(fileURLWithPath: folder.file("old.json"))
        var profile = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
        var rows = try #require(profile["rows"] as? [[String: Any]])
        // A thousandth of a nanosecond a message: nothing is as fast, however busy the machine is.
        for index in rows.indices {
            var times = try #require(rows[index]["nanoseconds"] as? [String: Any])
            for key in ["median", "low", "high"] { times[key] = 0.001 }
            times["rounds"] = [Double](repeating: 0.001, count: 6)
            rows[index]["nanoseconds"] = times
        }
        profile["rows"] = rows
        try JSONSerialization.data(withJSONObject: profile).write(to: url)
        let slower = try codec(["--baseline", "old.json", "--rounds", "6", "--json"], in: folder)
        #expect(slower.status == 99, "\(slower)")
        #expect(slower.errors.contains("FAILED against old.json: 2 worse"))
        let output = try #require(try JSONSerialization.jsonObject(with: Data(slower.output.utf8)) as? [String: Any])
        let comparison = try #require(output["comparison"] as? [String: Any])
        #expect(comparison["passed"] as? Bool == false)

        var environment = try #require(profile["environment"] as? [String: Any])
        environment["processor"] = "Another"
        profile["environment"] = environment
        try JSONSerialization.data(withJSONObject: profile).write(to: url)
        let elsewhere = try codec(["--baseline", "old.json", "--rounds", "6"], in: folder)
        #expect(elsewhere.status == 0, "\(elsewhere)")
        #expect(elsewhere.output.contains("times are not judged: the baseline is of another kind of machine"))
        #expect(elsewhere.output.contains("PASSED against old.json: 2 same; not judged: times (tolerance"))
    }

    @Test func `65: a baseline of another codec or another build`() throws {
        let foreign = try doctored { $0["codec"] = ["name": "other", "version": "1"] }
        #expect(foreign.status == 65)
        #expect(foreign.errors == "muster: old.json: it is of the codec other, not of muster\n")
        let optimised = try doctored { profile in
            var environment = profile["environment"] as? [String: Any] ?? [:]
            environment["isOptimised"] = !(environment["isOptimised"] as? Bool ?? false)
            profile["environment"] = environment
        }
        #expect(optimised.status == 65)
        #expect(optimised.errors.contains("optimised build"))
    }

    @Test func `65: a broken baseline; 1: none`() throws {
        let folder = try Folder()
        try folder.write("{\"kind\": \"muster-codec-profile\"", to: "cut.json")
        let cut = try codec(["--baseline", "cut.json"], in: folder)
        #expect(cut.status == 65)
        #expect(cut.errors == "muster: cut.json: the file is truncated: it ends in the middle\n")
        let none = try codec(["--baseline", "none.json"], in: folder)
        #expect(none.status == 1)
        #expect(none.errors.hasPrefix("muster: none.json: there is no such file"))
        let unwritable = try codec(Self.counted + ["--counts-only", "--out", "no/such/folder.json"], in: folder)
        #expect(unwritable.status == 1)
        #expect(unwritable.errors.contains("cannot be written: No such file or directory"))
    }

    @Test func `without valgrind instructions are refused with the package's name`() throws {
        let run = try codec(Self.counted + ["--counts-only", "--instructions"], environment: ["PATH": "/nowhere"])
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("counting instructions needs valgrind"))
        #expect(run.errors.contains("apt-get install valgrind"))
    }

    @Test func `instructions are the same whenever they are counted`() throws {
        let folder = try Folder()
        let arguments = Self.counted + ["--counts-only", "--instructions"]
        let saved = try codec(arguments + ["--out", "old.json"], in: folder)
        #expect(saved.status == 0, "\(saved)")
        let again = try codec(arguments + ["--out", "new.json"], environment: ["SOMETHING": "longer"], in: folder)
        #expect(again.status == 0)
        func counts(_ name: String) throws -> [Int] {
            let data = try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
            let profile = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            return (profile["rows"] as? [[String: Any]] ?? []).compactMap { $0["instructions"] as? Int }
        }
        let first = try counts("old.json")
        #expect(first.count == 2 && first.allSatisfy { $0 > 20_000 })
        #expect(try counts("new.json") == first)
        // The baseline has instructions, so they are counted without being asked for.
        let compared = try codec(
            ["--baseline", "old.json", "--counts-only", "--instruction-tolerance", "0%"], in: folder)
        #expect(compared.status == 0, "\(compared)")
        #expect(compared.output.contains("instructions"))
    }

    @Test(arguments: [
        (["--size", "21"], "--size: no row has \"21\"; there are 0, 1, 20,"),
        (["--role", "peer"], "--role: \"peer\" is not client or server"),
        (["--payload", "text"], "--payload: no row has \"text\"; there are binary, text-ascii"),
        (["--rounds", "5"], "--rounds: 5 is out of range"),
        (["--filter", "nothing"], "no row matches"),
        (["--filter", "decode/client/text-cjk/125/whole/one-piece"], "with --all 1 would match"),
        (["--time-tolerance", "10"], "'10' is invalid for '--time-tolerance <percentage>'"),
        (["--list", "--json"], "--list measures nothing: leave --json out"),
        (
            ["--list", "--rounds", "9", "--no-instructions", "--counts-only"],
            "--list measures nothing: leave --rounds, --counts-only, --no-instructions out"
        ),
        (["--counts-only", "--rounds", "9"], "--counts-only times nothing: leave --rounds out"),
        (
            ["--counts-only", "--time-tolerance", "5%", "--baseline", "x"],
            "--counts-only times nothing: leave --time-tolerance out"
        ),
        (["--time-tolerance", "5%"], "nothing to compare without --baseline: leave --time-tolerance out"),
        (["--instruction-tolerance", "5%"], "without --baseline: leave --instruction-tolerance out"),
        (["--complete"], "without --baseline: leave --complete out"),
        (
            ["--no-instructions", "--instruction-tolerance", "5%", "--baseline", "x"],
            "--no-instructions counts none: leave --instruction-tolerance out"
        ),
        (["--nope"], "Unknown option '--nope'"),
    ])
    func `64: wrong arguments`(arguments: [String], message: String) throws {
        let run = try codec(arguments)
        #expect(run.status == 64, "\(run)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
    }
}
