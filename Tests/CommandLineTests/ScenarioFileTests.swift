import Foundation
import Testing

/// Scenarios from files, and the file that a one-liner is.
@Suite struct ScenarioFileTests {
    @Test func `validate says everything about every file`() throws {
        let folder = try Folder()
        try folder.write(
            #"{ "target": "embedded:echo", "peers": { "count": 1 }, "messages": [ { "text": "hi" } ] }"#,
            to: "good.json")
        try folder.write(
            """
            {
              "target": "ws://x",
              "peers": { "count": 0 },
              "mesages": [],
              "messages": [ { "text": "${nope}" } ]
            }
            """, to: "bad.json")
        let run = try Program.run("validate", "bad.json", "good.json", "none.json", in: folder)
        #expect(run.status == 65)
        #expect(run.errors.isEmpty)
        #expect(
            run.output == """
                bad.json:3:23: peers.count: 0 is out of range 1...10000000
                bad.json:4:3: mesages: unknown key "mesages"; did you mean "messages"?
                bad.json:5:27: messages[0].text: unknown variable "nope"
                good.json: ok
                none.json: cannot be read: No such file or directory

                """)
        #expect(try Program.run("validate", "good.json", in: folder).status == 0)
        #expect(try Program.run("validate", "good.json", "none.json", in: folder).status == 1)
    }

    @Test func `a scenario runs from its file, with another seed`() throws {
        let folder = try Folder()
        try folder.write(
            #"""
            { "target": "embedded:echo", "peers": { "count": 3 }, "messages": [ { "text": "hi ${sequence}" } ],
              "load": { "rate": "500/s", "warmUp": "100ms", "for": "400ms" },
              "thresholds": [ "errors == 0", "response.count == 200" ] }
            """#, to: "small.json")
        let run = try Program.run("run", "small.json", "--seed", "7", "--workers", "1", in: folder)
        #expect(run.status == 0, "\(run)")
        #expect(run.output.hasPrefix("small · embedded:echo"))
        #expect(run.output.contains("seed 7"))
        #expect(
            run.errors.hasPrefix("small: 3 peers to embedded:echo, 500/s even, for 400ms after 100ms of warm-up\n"))
    }

    @Test func `the saved scenario is the one that ran`() throws {
        let folder = try Folder()
        try folder.write(
            #"""
            { "target": { "url": "embedded:echo", "headers": { "X-Key": "${env.SECRET_TOKEN}" } }, "seed": 3,
              "peers": { "count": 1 }, "messages": [ { "text": "hi" } ], "load": { "for": "100ms" } }
            """#, to: "small.json")
        let run = try Program.run(
            "run", "small.json", "--seed", "0xffffffffffffffff", "--workers", "1", "--json", "--no-save",
            environment: ["SECRET_TOKEN": "tops3cret"], in: folder)
        #expect(run.status == 0, "\(run)")
        let text = try savedText(run.output)
        #expect(text.contains(#""seed": "0xffffffffffffffff""#), "\(text)")
        #expect(text.contains(#""workers": 1"#))
        #expect(text.contains("${env.SECRET_TOKEN}"))
        #expect(!run.output.contains("tops3cret"))
        try folder.write(text, to: "again.json")
        let check = try Program.run("validate", "again.json", environment: ["SECRET_TOKEN": "x"], in: folder)
        #expect(check.status == 0, "\(check)")
    }

    @Test func `a secret in the target's URL is shown nowhere`() throws {
        let folder = try Folder()
        let server = try Program.start("serve", "echo", "--port", "0", in: folder)
        try server.wait("it listens") { server.outputSoFar.contains("\n") }
        let url = server.outputSoFar.split(separator: "\n")[0]
        let arguments = [
            "hit", "\(url)?token=${env.SECRET_TOKEN}", "-z", "100ms", "-c", "1", "--out", "kept",
        ]
        let run = try Invocation(
            [Program.path] + arguments, environment: ["SECRET_TOKEN": "tops3cret", "COLUMNS": "120"], in: folder
        ).end()
        server.signal(2)
        _ = try server.end()
        #expect(run.status == 0, "\(run)")
        let saved = try String(contentsOfFile: folder.file("kept/result.json"), encoding: .utf8)
        for text in [run.output, run.errors, saved] { #expect(!text.contains("tops3cret")) }
        #expect(run.output.contains("?token=${env.SECRET_TOKEN}"), "\(run)")
        #expect(saved.contains("?token=${env.SECRET_TOKEN}"))
    }

    /// The scenario's text in a result in JSON.
    private func savedText(_ json: String) throws -> String {
        let result = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let scenario = try #require(result["scenario"] as? [String: Any])
        return try #require(scenario["text"] as? String)
    }

    @Test func `hit prints the scenario that it is, which runs`() throws {
        let folder = try Folder()
        let options = [
            "hit", "embedded:echo", "-c", "2", "-z", "200ms", "-q", "100/s", "-s", "64B", "--text", "--warm-up", "50ms",
            "-H", "X-Token: a:b", "--subprotocol", "chat", "--threshold", "errors == 0", "--seed",
            "18446744073709551615", "--print-scenario",
        ]
        let printed = try Invocation([Program.path] + options, environment: [:], in: nil).end()
        #expect(printed.status == 0)
        #expect(
            printed.output == """
                {
                  "name": "hit",
                  "target": {
                    "url": "embedded:echo",
                    "headers": {
                      "X-Token": "a:b"
                    },
                    "subprotocols": [
                      "chat"
                    ]
                  },
                  "peers": {
                    "count": 2
                  },
                  "messages": [
                    {
                      "text": {
                        "random": "64B"
                      }
                    }
                  ],
                  "load": {
                    "rate": "100/s",
                    "warmUp": "50ms",
                    "for": "200ms"
                  },
                  "thresholds": [
                    "errors == 0"
                  ],
                  "seed": "0xffffffffffffffff"
                }

                """)
        try folder.write(printed.output, to: "mine.json")
        let run = try Program.run("run", "mine.json", "--no-save", in: folder)
        #expect(run.status == 0, "\(run)")
    }

    @Test func `a secret in the environment stays out of the scenario`() throws {
        let printed = try Program.run(
            "hit", "embedded:echo", "-H", "Authorization: Bearer ${env.SECRET_TOKEN}", "-m", "say \"${uuid}\"\n",
            "--print-scenario", environment: ["SECRET_TOKEN": "tops3cret"])
        #expect(printed.status == 0)
        #expect(printed.output.contains("Bearer ${env.SECRET_TOKEN}"))
        #expect(printed.output.contains(#""say \"${uuid}\"\n""#))
        #expect(!printed.output.contains("tops3cret"))
    }

    @Test func `binary text is sent as it is`() throws {
        let run = try Program.run("hit", "embedded:echo", "-m", "hé", "--binary", "--print-scenario")
        #expect(run.output.contains("\"base64\": \"\(Data("hé".utf8).base64EncodedString())\""))
    }
}
