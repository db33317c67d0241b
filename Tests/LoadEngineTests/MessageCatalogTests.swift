import Foundation
import Scenarios
import Testing

@testable import LoadEngine

@Suite struct MessageCatalogTests {
    private func catalog(_ messages: [MessageTemplate], seed: UInt64 = 1) -> MessageCatalog {
        MessageCatalog(scenario([PeerGroup(count: 1, messages: messages)], measure: ms(1), seed: seed))
    }

    /// Renders a template as the peers do, but for the draw that chooses the message.
    private func render(
        _ segments: [Template.Segment], seed: UInt64 = 1, peer: Int = 0, sequence: UInt32 = 0
    ) -> String {
        let template = MessageTemplate(name: "t", kind: .text, payload: .template(Template(segments: segments)))
        let catalog = catalog([template], seed: seed)
        var renderer = MessageRenderer(capacity: catalog.longestTemplate)
        var random = MessageRandom(seed: seed, peer: peer, sequence: sequence)
        renderer.render(
            catalog, first: 0, segmentCount: segments.count, peer: peer, sequence: sequence, random: &random)
        return String(validating: renderer.bytes[..<renderer.count], as: UTF8.self) ?? "not UTF-8"
    }

    @Test func `literals, peer and sequence are written as they are`() {
        let text = render(
            [.literal(Array("é ".utf8)), .peerIndex, .literal([32]), .sequence], peer: 9_999_999, sequence: .max)
        #expect(text == "é 9999999 4294967295")
        #expect(render([.peerIndex, .sequence]) == "00")
        #expect(render([]) == "")
    }

    @Test func `random integers lie in their range and reach its ends`() {
        let values = (0..<500).map { Int(render([.randomInt(-3...3)], sequence: $0))! }
        #expect(Set(values) == Set(-3...3))
        let wide = (0..<200).map { Int64(render([.randomInt(.min ... .max)], sequence: $0)) }
        #expect(!wide.contains(nil))
        #expect(wide.contains { $0! < 0 } && wide.contains { $0! > 0 })
        #expect(render([.randomInt(.min ... .min)]) == "-9223372036854775808")
        #expect(render([.randomInt(.max ... .max)]) == "9223372036854775807")
    }

    @Test func `random characters come from their alphabets`() {
        let hex = render([.randomHex(length: 4_000)])
        #expect(hex.count == 4_000)
        #expect(Set(hex) == Set("0123456789abcdef"))
        let text = render([.randomString(length: 8_000)])
        #expect(Set(text).count == 62)
        #expect(text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    @Test func `a uuid has the form of version 4`() {
        var seen: Set<String> = []
        for sequence in 0..<300 {
            let text = render([.uuid], sequence: UInt32(sequence))
            #expect(
                text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil,
                "\(text)")
            #expect(UUID(uuidString: text) != nil)
            seen.insert(text)
        }
        #expect(seen.count == 300)
    }

    @Test func `the same seed, peer and sequence give the same bytes`() {
        let segments: [Template.Segment] = [.uuid, .randomString(length: 9), .randomInt(0...1_000_000)]
        let text = render(segments, seed: 4, peer: 7, sequence: 3)
        #expect(render(segments, seed: 4, peer: 7, sequence: 3) == text)
        #expect(render(segments, seed: 5, peer: 7, sequence: 3) != text)
        #expect(render(segments, seed: 4, peer: 8, sequence: 3) != text)
        #expect(render(segments, seed: 4, peer: 7, sequence: 4) != text)
    }

    @Test func `names carry the group's where there are several`() {
        let one = PeerGroup(name: "a", count: 1, messages: [message(name: "x"), message(name: "y")])
        let two = PeerGroup(name: "b", count: 1, messages: [message(name: "x")])
        #expect(MessageCatalog(scenario([one], measure: 1)).names == ["x", "y"])
        #expect(MessageCatalog(scenario([one, two], measure: 1)).names == ["a/x", "a/y", "b/x"])
    }

    @Test func `random text is ASCII, random bytes are any, and both depend on the seed`() {
        let text = MessageTemplate(name: "t", kind: .text, payload: .random(.constant(5_000)))
        let binary = MessageTemplate(name: "b", kind: .binary, payload: .random(.constant(3_000)))
        let catalog = catalog([text, binary])
        guard case .random(let first, let slack, 5_000, 5_000) = catalog.messages[0].source,
            case .random(let second, _, _, _) = catalog.messages[1].source
        else {
            Issue.record("not random")
            return
        }
        let texts = catalog.pool[first..<(first + slack + 5_000)]
        #expect(texts.allSatisfy { $0 >= 32 && $0 < 127 })
        #expect(second == first + slack + 5_000)
        #expect(Set(catalog.pool[second..<(second + 20_000)]).count == 256)
        #expect(self.catalog([text, binary], seed: 2).pool != catalog.pool)
        #expect(self.catalog([text, binary]).pool == catalog.pool)
    }

    @Test func `bounded numbers are uniform`() {
        var random = MessageRandom(seed: 11)
        var counts = [Double](repeating: 0, count: 10)
        for _ in 0..<50_000 { counts[Int(random.below(10))] += 1 }
        let chiSquare = counts.reduce(0) { $0 + ($1 - 5_000) * ($1 - 5_000) / 5_000 }
        // 9 degrees of freedom: 27.9 at the level 0.1 %.
        #expect(chiSquare < 27.9)
    }
}
