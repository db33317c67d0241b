import Foundation
import Testing

@testable import muster

/// Every number that the process can end with, by the ending that the help promises it for.
@Suite struct ExitStatusTests {
    @Test func `0: the run passed`() throws {
        let run = try Program.run("hit", "embedded:echo", "-z", "300ms", "--no-save", "--threshold", "errors == 0")
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("PASSED"))
    }

    @Test func `1: nothing listens, and the report says so`() throws {
        let run = try Program.run("hit", "ws://127.0.0.1:1/", "-z", "300ms", "--no-save")
        #expect(run.status == 1)
        #expect(run.output.contains("FAILED"))
        #expect(run.output.contains("no peer could connect"))
        #expect(run.output.contains("10  connection refused"))
    }

    @Test func `1: a quiet run says on standard error why it failed`() throws {
        let run = try Program.run("hit", "ws://127.0.0.1:1/", "-z", "300ms", "--no-save", "--quiet")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors == "muster: no peer could connect: connection refused (is the server running?)\n")
    }

    @Test func `1: a machine that cannot hold the peers is told before anything is sent`() throws {
        let run = try Program.run(
            "hit", "ws://127.0.0.1:1/", "-c", "9000000", "--workers", "2", "-z", "300ms", "--no-save")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("muster: the run needs 9000070 open files"))
        #expect(run.errors.contains("ulimit -n"))
        #expect(run.output.isEmpty)
    }

    @Test func `1: a folder that cannot be written is told before the run`() throws {
        let folder = try Folder()
        try folder.write("", to: "file")
        let run = try Program.run("hit", "embedded:echo", "-z", "300ms", "--out", "file/results", in: folder)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("muster: file/results: cannot be written: Not a directory"))
        #expect(run.errors.contains("--out"))
        #expect(run.output.isEmpty)
    }

    @Test func `1: a saturated generator fails the run when it is to`() throws {
        // No processor makes two million messages a second in a debug build.
        let load = ["hit", "embedded:echo", "-q", "2M/s", "-z", "200ms", "--no-save", "--workers", "1"]
        let run = try Invocation(
            [Program.path] + load + ["--fail-on-generator", "strained"], environment: [:], in: nil
        ).end()
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("muster: the generator did not keep up (--fail-on-generator strained)"))
        #expect(try Invocation([Program.path] + load, environment: [:], in: nil).end().status == 0)
    }

    @Test(arguments: [
        (["hit", "embedded:echo", "--nope"], "Unknown option '--nope'"),
        (["nope"], "Unexpected argument 'nope'"),
        (["run"], "Missing expected argument '<scenario>'"),
        (["hit", "embedded:echo", "-m", "a", "-s", "1KiB"], "-m and -s contradict each other"),
        (["hit", "embedded:echo", "-q", "1k/s", "-w", "2"], "-q and -w contradict each other"),
        (["hit", "embedded:echo", "--no-save", "--out", "x"], "--out and --no-save contradict each other"),
        (["hit", "embedded:echo", "--quiet", "--json"], "--quiet and --json contradict each other"),
        (["hit", "embedded:echo", "-z", "5"], "-z: \"5\" has no unit"),
        (["hit", "embedded:echo", "-q", "1"], "-q: \"1\" has no unit"),
        (["hit", "embedded:echo", "-c", "0"], "-c: 0 is out of range"),
        (["hit", "http://x"], "the URL: "),
        (["hit", "embedded:echo", "--threshold", "x < 1"], "--threshold: unknown metric"),
        (["hit", "embedded:echo", "-H", "no colon"], "-H 'no colon' is not 'Name: value'"),
        (["hit", "embedded:echo", "-H", "Host: x"], "-H: the handshake writes Host itself"),
        (["hit", "embedded:echo", "-c", "18446744073709551615"], "-c: 18446744073709551615 is out of range"),
        (["hit", "embedded:echo", "-w", "18446744073709551615"], "-w: 18446744073709551615 is out of range"),
        (["hit", "embedded:echo", "--workers", "0"], "--workers 0 is not in 1...200"),
        (["hit", "embedded:echo", "--workers", "201"], "--workers 201 is not in 1...200"),
        (["serve", "echo", "--address", "localhost"], "--address localhost is not a numeric address"),
    ])
    func `64: wrong arguments are refused by name`(arguments: [String], message: String) throws {
        let run = try Invocation([Program.path] + arguments, environment: [:], in: nil).end()
        #expect(run.status == 64)
        #expect(run.errors.hasPrefix("muster: \(message)"), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test func `64: serve alone says what it can serve`() throws {
        let run = try Program.run("serve")
        #expect(run.status == 64)
        #expect(run.errors.contains("muster serve <subcommand>"))
        #expect(run.output.isEmpty)
    }

    @Test func `1: a scenario that cannot be read is a file's problem, not a scenario's`() throws {
        let run = try Program.run("run", "none.json")
        #expect(run.status == 1)
        #expect(run.errors == "muster: none.json: cannot be read: No such file or directory\n")
    }

    @Test(arguments: [
        "exec \"$0\" hit embedded:echo -z 200ms --no-save --json", "exec \"$0\" hit embedded:echo --print-scenario",
    ])
    func `1: a result that cannot be printed`(command: String) throws {
        let run = try Invocation(
            ["sh", "-c", command + " >/dev/full", Program.path], environment: [:], in: nil
        ).end()
        #expect(run.status == 1)
        #expect(run.errors == "muster: standard output cannot be written: No space left on device\n")
    }

    @Test func `0: closed standard streams are in nobody's way`() throws {
        let folder = try Folder()
        let command = "exec \"$0\" hit embedded:echo -z 200ms --out kept <&- >&- 2>&-"
        let run = try Invocation(["sh", "-c", command, Program.path], environment: [:], in: folder).end()
        #expect(run.status == 0)
        let report = try Program.run("report", "kept", in: folder)
        #expect(report.status == 0)
        #expect(report.output.contains("DONE"))
    }

    @Test func `65: a wrong scenario is not run`() throws {
        let folder = try Folder()
        try folder.write(
            #"{ "target": "embedded:echo", "peers": { "count": 0 }, "messages": [ { "text": "" } ] }"#, to: "bad.json")
        let run = try Program.run("run", "bad.json", in: folder)
        #expect(run.status == 65)
        #expect(run.errors.contains("bad.json:1:50: peers.count: 0 is out of range"))
        #expect(run.output.isEmpty)
        #expect(!folder.exists("muster-results"))
    }

    @Test func `99: a threshold did not hold`() throws {
        let run = try Program.run(
            "hit", "embedded:echo", "-z", "300ms", "--no-save", "--quiet", "--threshold", "response.p50 < 1ns")
        #expect(run.status == 99)
        #expect(run.errors == "muster: threshold failed: response.p50 < 1ns\n")
    }

    @Test func `the help explains every status`() throws {
        for command in [["--help"], ["run", "--help"], ["hit", "--help"]] {
            let help = try Invocation([Program.path] + command, environment: [:], in: nil).end()
            #expect(help.status == 0)
            for status in ExitStatus.allCases { #expect(help.output.contains("\(status.rawValue)  \(status.meaning)")) }
        }
    }

    @Test(arguments: ["", "run", "hit", "serve", "serve echo", "validate", "report"])
    func `every command has a help with examples, 80 columns wide`(command: String) throws {
        let words = command.split(separator: " ").map(String.init)
        let help = try Invocation([Program.path] + words + ["--help"], environment: [:], in: nil).end()
        #expect(help.status == 0)
        let examples = help.output.components(separatedBy: "EXAMPLES:\n").last?.split(separator: "\n") ?? []
        #expect(examples.first?.hasPrefix("  muster \(command)") == true, "\(examples)")
        for line in help.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        for example in examples.prefix(while: { $0.hasPrefix("  ") }) {
            #expect(example.hasPrefix("  muster "), "it wraps")
        }
    }
}
