import Foundation
import Testing

@testable import muster

/// Ctrl-C, once and twice.
@Suite struct InterruptTests {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `one interrupt ends the run early, with a report and a saved result`(signal: Int32) throws {
        let folder = try Folder()
        let run = try Program.start("hit", "embedded:echo", "-q", "200/s", "-z", "60s", "-o", "kept", in: folder)
        try run.wait("it measures") { run.errorsSoFar.contains("measuring") }
        run.signal(signal)
        let end = try run.end()
        #expect(end.status == 130)
        #expect(end.errors.contains("Ending: waiting for the last replies; interrupt again to drop them."))
        #expect(end.output.contains("INTERRUPTED"))
        #expect(end.output.contains("10  1000 normal closure"), "the peers close as they would at the end")
        #expect(try Program.run("report", "kept", in: folder).output == end.output)
    }

    @Test func `a run that is to outlive its terminal does`() throws {
        let command = "trap '' HUP; exec '\(Program.path)' hit embedded:echo -c 1 -z 2500ms --no-save"
        let run = try Invocation(["sh", "-c", command], environment: [:], in: nil)
        try run.wait("it measures") { run.errorsSoFar.contains("measuring") }
        run.signal(SIGHUP)
        #expect(try run.end().status == 0)
    }

    @Test func `a file that may not grow is an error, and leaves nothing half written`() throws {
        let folder = try Folder()
        let command = "ulimit -f 1; exec '\(Program.path)' hit memory:echo -z 50ms --quiet -o kept"
        let run = try Invocation(["sh", "-c", command], environment: [:], in: folder).end()
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("cannot be written: File too large"), "\(run)")
        #expect(!(try folder.contents("kept")).contains { $0.hasSuffix(".tmp") })
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `an interrupt before the run leaves nothing behind`(signal: Int32) throws {
        let folder = try Folder()
        // The resolver opens this file, and waits for somebody who writes to it.
        #expect(unsafe mkfifo(folder.file("aliases"), 0o600) == 0)
        let run = try Program.start(
            "hit", "ws://nobody/", "-z", "60s", environment: ["HOSTALIASES": folder.file("aliases")], in: folder)
        var writer: Int32 = -1
        defer { close(writer) }
        try run.wait("it resolves") {
            writer = unsafe open(folder.file("aliases"), O_WRONLY | O_NONBLOCK)
            return writer >= 0 || !run.isRunning
        }
        #expect(folder.exists("muster-results"))
        run.signal(signal)
        #expect(try run.end().status == 130)
        #expect(!folder.exists("muster-results"))
    }

    @Test func `a run that is over leaves signals to the system`() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            try InterruptSignals { _ in }.end()
            kill(getpid(), SIGTERM)
            sleep(5)
        }
    }

    @Test func `two interrupts end it at once`() throws {
        let server = try Program.python(Python.muteServer, [])
        try server.wait("it listens") { server.outputSoFar.hasSuffix("\n") }
        let port = server.outputSoFar.trimmingCharacters(in: .newlines)
        let folder = try Folder()
        try folder.write(
            """
            { "target": "ws://127.0.0.1:\(port)/", "peers": { "count": 2 }, "messages": [ { "text": "hi" } ],
              "load": { "for": "10m", "drain": "10m" } }
            """, to: "mute.json")
        let run = try Program.start("run", "mute.json", "-o", "kept", in: folder)
        try run.wait("it measures") { run.errorsSoFar.contains("measuring") }
        run.signal(SIGINT)
        try run.wait("it says so") { run.errorsSoFar.contains("Ending") }
        usleep(300_000)
        #expect(run.isRunning, "replies are still waited for")
        run.signal(SIGINT)
        let end = try run.end()
        #expect(end.status == 130)
        #expect(end.output.contains("INTERRUPTED"))
        #expect(try Program.run("report", "kept", in: folder).output == end.output)
    }
}
