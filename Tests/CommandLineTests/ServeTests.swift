import Foundation
import Testing

/// `muster serve echo`, answering this tool and another implementation.
@Suite struct ServeTests {
    private func start(_ options: String...) throws -> (server: Invocation, url: String, port: String) {
        let server = try Invocation(
            [Program.path, "serve", "echo", "--port", "0"] + options, environment: [:], in: nil)
        try server.wait("it listens") { server.outputSoFar.hasSuffix("\n") }
        let url = server.outputSoFar.trimmingCharacters(in: .newlines)
        let port = try #require(url.wholeMatch(of: /ws:\/\/.*:(\d+)\//)?.1)
        return (server, url, String(port))
    }

    @Test func `it echoes, and says goodbye with 1001`() throws {
        let (server, _, port) = try start()
        let client = try Program.python(Python.client, [port])
        try client.wait("it is answered") { client.outputSoFar.hasSuffix("\n") }
        server.signal(SIGINT)
        let end = try server.end()
        #expect(end.status == 0)
        #expect(end.errors.isEmpty)
        #expect(try client.end().output == "1 b'hi'\n8 1001\n")
    }

    @Test func `it stands a load, over IPv6 and on several queues`() throws {
        let (server, url, _) = try start("--address", "::1", "--queues", "2", "--subprotocol", "chat")
        let run = try Program.run(
            "hit", url, "-z", "2s", "--no-save", "--subprotocol", "chat", "--threshold", "errors == 0",
            "--threshold",
            "received > 100")
        #expect(run.status == 0, "\(run)")
        server.signal(SIGTERM)
        #expect(try server.end().status == 0)
    }

    @Test func `a message over the limit is refused`() throws {
        let (server, url, _) = try start("--max-message", "100B")
        let run = try Program.run("hit", url, "-z", "1s", "--no-save", "-s", "101B", "-c", "1")
        #expect(run.output.contains("1009"), "\(run.output)")
        server.signal(SIGINT)
        #expect(try server.end().status == 0)
    }

    @Test(arguments: [
        (["--queues", "201"], "--queues 201 is not in 1...200"),
        (["--max-message", "0B"], "--max-message is not in 1B...1GiB"),
        (["--max-message", "8GiB"], "--max-message is not in 1B...1GiB"),
        (["--max-header", "0B"], "--max-header is not in 256B...1MiB"),
        (["--handshake-timeout", "0s"], "--handshake-timeout must be above 0s"),
        (["--subprotocol", "a b"], "--subprotocol 'a b' is not a subprotocol name"),
        (["--subprotocol", ""], "--subprotocol '' is not a subprotocol name"),
    ])
    func `what no client could use is refused`(options: [String], message: String) throws {
        let run = try Invocation([Program.path, "serve", "echo"] + options, environment: [:], in: nil).end()
        #expect(run.status == 64)
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test(arguments: ["1", "2"])
    func `a port that is taken is named`(queues: String) throws {
        let (server, _, port) = try start("--queues", queues)
        let second = try Program.run("serve", "echo", "--port", port, "--queues", queues)
        #expect(second.status == 1)
        #expect(second.errors.hasPrefix("muster: cannot listen on 127.0.0.1:\(port): "))
        #expect(second.errors.contains("choose another port"))
        server.signal(SIGINT)
        _ = try server.end()
    }

    @Test func `an address of another machine is named`() throws {
        let run = try Program.run("serve", "echo", "--address", "192.0.2.1")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("muster: cannot listen on 192.0.2.1:9001: "))
        #expect(run.errors.contains("this machine has no such address to listen on"))
    }
}
