import Testing

/// The scripts with which shells complete the command line.
@Suite struct CompletionTests {
    @Test func `bash can read its script, which completes files and folders`() throws {
        let folder = try Folder()
        let script = try Program.run("--generate-completion-script", "bash")
        #expect(script.status == 0)
        #expect(script.output.contains("complete -o filenames -F _muster muster"))
        #expect(script.output.contains("--print-scenario"))
        #expect(script.output.contains("json"))
        try folder.write(script.output, to: "muster.bash")
        #expect(try Invocation(["bash", "-n", "muster.bash"], environment: [:], in: folder).end().status == 0)
    }

    @Test(arguments: ["zsh", "fish"]) func `other shells have theirs`(shell: String) throws {
        let script = try Program.run("--generate-completion-script", shell)
        #expect(script.status == 0)
        #expect(script.output.contains("fail-on-generator"))
    }

    @Test func `the version is one line`() throws {
        let version = try Program.run("--version")
        #expect(version.status == 0)
        #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }
}
