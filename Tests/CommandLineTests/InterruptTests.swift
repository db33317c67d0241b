import Foundation
import Testing

@testable import muster

/// Ctrl-C, once and twice.
@Suite struct InterruptTests {
    @Test(arguments: [SIGINT, SIGTERM])
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

    @Test(arguments: [SIGINT, SIGTERM])
    func `an interrupt before the run leaves nothing behind`(signal: Int32) throws {
        let folder = try Folder()
        // The resolver opens this file, and waits for somebody who writes to it.
        #expect(unsafe mkfifo(folder.file("aliases"), 0o600) == 0)
        let run = try Program.start(
            "hit", "ws://nobody/", "-z", "60s", environment: ["HOSTALIASES": folder.file("aliases")], in: folder)
        try run.wait("it resolves") { folder.exists("muster-results") || !run.isRunning }
        usleep(200_000)
        run.signal(signal)
        #expect(try run.end().status == 130)
        #expect(!folder.exists("muster-results"))
    }

    @Test func `a run that is over leaves signals to the system`() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            InterruptSignals { _ in }.end()
            kill(getpid(), SIGTERM)
            sleep(5)
        }
    }

    @Test func `two interrupts end it at once`() throws {
        let server = try Program.python(Python.muteServer, [])
        try server.wait("it listens") { server.outputSoFar.hasSuffix("\n") }
        let port = server.outputSoFar.trimmingCharacters(in: .newlines)
        let folder = try Folder()
        let run = try Program.start("hit", "ws://127.0.0.1:\(port)/", "-z", "60s", "-o", "kept", in: folder)
        try run.wait("it measures") { run.errorsSoFar.contains("measuring") }
        run.signal(SIGINT)
        try run.wait("it says so") { run.errorsSoFar.contains("Ending") }
        usleep(300_000)
        #expect(run.isRunning, "replies are still waited for")
        let start = Date()
        run.signal(SIGINT)
        let end = try run.end()
        #expect(Date().timeIntervalSince(start) < 2)
        #expect(end.status == 130)
        #expect(end.output.contains("INTERRUPTED"))
        #expect(try Program.run("report", "kept", in: folder).output == end.output)
    }
}
