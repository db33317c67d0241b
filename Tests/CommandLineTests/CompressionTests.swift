import Testing

/// `--compress`, on both sides.
@Suite struct CompressionTests {
    @Test func `a hit and a server agree, and the report says so`() throws {
        let server = try Program.start("serve", "echo", "--port", "0", "--compress", "--compress-level", "6")
        try server.wait("it listens") { server.outputSoFar.hasSuffix("\n") }
        let url = String(server.outputSoFar.dropLast())
        let run = try Program.run(
            "hit", url, "-m", String(repeating: "hello ", count: 100), "-z", "300ms", "-c", "2", "--no-save",
            "--compress",
            "--threshold", "errors == 0")
        #expect(run.status == 0, "\(run)")
        #expect(
            run.output.contains("         2  permessage-deflate\n") && run.output.contains(", ratio "), "\(run.output)")
        let plain = try Program.run("hit", url, "-z", "200ms", "-c", "2", "--no-save")
        #expect(plain.status == 0 && !plain.output.contains("permessage-deflate"))
        server.signal(2)
        #expect(try server.end().status == 0)
    }

    @Test func `a server without it takes up no offer`() throws {
        let server = try Program.start("serve", "echo", "--port", "0")
        try server.wait("it listens") { server.outputSoFar.hasSuffix("\n") }
        let run = try Program.run(
            "hit", String(server.outputSoFar.dropLast()), "-z", "200ms", "-c", "2", "--no-save", "--compress")
        #expect(run.status == 0 && run.output.contains("         2  none\n"), "\(run.output)")
        server.signal(2)
        _ = try server.end()
    }

    @Test func `the embedded server takes up what the scenario offers`() throws {
        let run = try Program.run(
            "hit", "embedded:echo", "-s", "1KiB", "-z", "200ms", "-c", "2", "--no-save", "--compress",
            "--compress-level", "9")
        #expect(run.status == 0 && run.output.contains("         2  permessage-deflate\n"), "\(run.output)")
    }

    @Test(arguments: [
        (["hit", "embedded:echo", "--compress-level", "3"], "--compress-level needs --compress"),
        (["hit", "embedded:echo", "--compress", "--compress-level", "0"], "--compress-level 0 is not in 1...9"),
        (["serve", "echo", "--compress-level", "3"], "--compress-level needs --compress"),
        (["serve", "echo", "--compress", "--compress-level", "10"], "--compress-level 10 is not in 1...9"),
    ]) func `a level that means nothing is refused`(arguments: [String], problem: String) throws {
        let run = try Invocation([Program.path] + arguments, environment: [:], in: nil).end()
        #expect(run.status == 64 && run.errors.contains(problem), "\(run)")
    }
}
