import Testing

@testable import Scenarios

/// What the command line replaces is replaced in the scenario's text, too.
@Suite struct OverridingTests {
    @Test(arguments: [0, 7, UInt64.max])
    func theTextDecodesToTheValue(seed: UInt64) throws {
        let secret = scenario(target: #""ws://${env.HOST}/${env.TOKEN}""#)
        for text in [scenario(), scenario(#""seed":3,"workers":9"#), secret] {
            var changed = try decode(text)
            changed.override(seed: seed, workers: 2)
            #expect(changed.seed == seed)
            #expect(changed.workers == 2)
            #expect(try decode(changed.sourceText) == changed)
            #expect(!changed.sourceText.contains("s3cret"))
        }
    }

    @Test func whatIsNotGivenStays() throws {
        let original = try decode(scenario(#""seed":3,"workers":9"#))
        var changed = original
        changed.override()
        #expect(changed == original)
        changed.override(workers: 1)
        #expect(changed.seed == 3)
        changed.override(seed: 5)
        #expect(changed.workers == 1)
        #expect(try decode(changed.sourceText) == changed)
    }

    @Test func aTextOfOnesOwnStays() throws {
        var scenario = try decode(scenario())
        scenario.sourceText = "by hand"
        scenario.override(seed: 4)
        #expect(scenario.seed == 4)
        #expect(scenario.sourceText == "by hand")
    }

    @Test func theTargetIsShownWithItsVariables() throws {
        let secret = try decode(scenario(target: #""ws://${env.HOST}/${env.TOKEN}""#))
        #expect(secret.target.shownEndpoint == "ws://${env.HOST}/${env.TOKEN}")
        #expect(secret.target.endpoint.description == "ws://example.org/s3cret")
        let object = try decode(scenario(target: #"{"url":"ws://h/${env.TOKEN}"}"#))
        #expect(object.target.shownEndpoint == "ws://h/${env.TOKEN}")
        let plain = try decode(scenario(target: #""ws://h/a$${b}""#))
        #expect(plain.target.shownEndpoint == "ws://h/a${b}")
        #expect(plain.target.endpointText == nil)
    }
}
