import Foundation
import Testing

/// What is to be seen on a terminal, and what is not to be seen elsewhere.
@Suite struct TerminalTests {
    private static let load = ["hit", "embedded:echo", "-q", "500/s", "-z", "1500ms", "--no-save"]

    private func onTerminal(
        rows: Int = 24, columns: Int = 80, interruptsAfter text: String = "", _ options: [String] = [],
        with environment: [String] = []
    ) throws -> Program.Outcome {
        let command = ["env", "TERM=xterm"] + environment + [Program.path] + Self.load + options
        return try Program.python(Python.terminal, ["\(rows)", "\(columns)", text] + command).end()
    }

    @Test(arguments: [(24, 80), (7, 60), (7, 41)])
    func `the display is redrawn in place and wiped`(rows: Int, columns: Int) throws {
        let run = try onTerminal(rows: rows, columns: columns, ["-z", "3s"])
        #expect(run.status == 0)
        // The block is wiped once, after the last drawing; the report follows.
        let parts = run.output.components(separatedBy: "\u{1B}[J")
        try #require(parts.count == 2)
        let drawings = parts[0].components(separatedBy: "peers  ").count - 1
        #expect(drawings >= 5, "\(drawings) drawings in 3 s")
        var screen = Screen(rows: rows, columns: columns)
        let block = try #require(parts[0].range(of: "\r\u{1B}[2K")).lowerBound
        screen.write(String(parts[0][..<block]))
        let wrapped = screen.wrapped
        screen.write(String(parts[0][block...]))
        #expect(screen.text.contains("messages"))
        #expect(screen.scrolled == 0)
        #expect(screen.wrapped == wrapped, "a line of the block is too long")
        screen.write("\u{1B}[J")
        #expect(!screen.text.contains("messages"), "\(screen.text)")
        #expect(screen.text.contains("hit: 10 peers to embedded:echo"), "what is above it stays")
        #expect(screen.complaints.isEmpty, "\(screen.complaints)")
        #expect(parts[1].contains("\u{1B}["), "the report is in colour")
        #expect(parts[1].contains("DONE"))
    }

    @Test func `Ctrl-C is answered above the block`() throws {
        let run = try onTerminal(interruptsAfter: "peers  ", ["-z", "60s"])
        #expect(run.status == 130)
        let ending = run.output.components(separatedBy: "\u{1B}[J")
        try #require(ending.count >= 3)
        #expect(ending[1].hasPrefix("Ending: waiting for the last replies"))
        #expect(ending.last?.contains("INTERRUPTED") == true)
    }

    @Test func `NO_COLOR keeps the display and drops the colours`() throws {
        let run = try onTerminal(["-z", "500ms"], with: ["NO_COLOR=1"])
        #expect(run.status == 0)
        #expect(run.output.contains("\u{1B}[J"))
        #expect(run.output.firstMatch(of: /\u{1B}\[[0-9;]*m/) == nil)
    }

    @Test(arguments: [["TERM=dumb"], ["TERM="], ["TERM=dumb", "NO_COLOR=1"]])
    func `a dumb terminal gets lines`(environment: [String]) throws {
        let run = try onTerminal(with: environment)
        #expect(run.status == 0)
        #expect(!run.output.contains("\u{1B}"))
        #expect(run.output.contains("measuring"))
    }

    @Test func `--quiet prints nothing on a terminal`() throws {
        let run = try onTerminal(["--quiet", "-z", "300ms"])
        #expect(run.status == 0)
        #expect(run.output.isEmpty, "\(run.output)")
    }

    @Test func `a pipe gets no escape codes`() throws {
        let run = try Invocation([Program.path] + Self.load, environment: ["TERM": "xterm"], in: nil).end()
        #expect(run.status == 0)
        #expect(!(run.output + run.errors).contains("\u{1B}"))
        #expect(run.errors.contains("measuring"))
    }

    @Test func `a reader that goes away does not end the run`() throws {
        let folder = try Folder()
        let command = "\(Program.path) hit embedded:echo -z 300ms --out kept | true; echo ${PIPESTATUS[0]}"
        let run = try Invocation(["bash", "-c", command], environment: [:], in: folder).end()
        #expect(run.output == "0\n")
        #expect(folder.exists("kept/result.json"))
    }
}
