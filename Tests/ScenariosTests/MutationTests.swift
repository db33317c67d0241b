import Foundation
import SeededRandom
import Testing

@testable import Scenarios

/// Damaged files either decode or have problems with sensible positions; nothing crashes.
@Suite struct MutationTests {
    @Test func damagedExamples() throws {
        var random = SplitMix64(seed: 5)
        let originals = try examples().map { Array(try Data(contentsOf: $0)) }
        let snippets = [
            "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u0000", "0", "-1", "1e9", "null", "\"30s\"", "${", "$${", "é",
            "\n", "\u{0}",
        ]
        .map { Array($0.utf8) }
        var decoded = 0
        for _ in 0..<1500 {
            var bytes = originals.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(contentsOf: snippets.randomElement(using: &random)!, at: at)
                case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
                default:
                    let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
                    bytes.insert(
                        contentsOf: Array(bytes[at..<end]), at: Int.random(in: 0..<bytes.count, using: &random))
                }
                if bytes.isEmpty { break }
            }
            let lines = bytes.count { $0 == 0x0A } + 1
            do {
                _ = try Scenario.decode(text: bytes, file: "m.json", environment: testEnvironment)
                decoded += 1
            } catch {
                #expect(!error.problems.isEmpty)
                #expect(
                    error.problems.allSatisfy { (1...lines).contains($0.line) && $0.column >= 1 && !$0.message.isEmpty }
                )
            }
        }
        #expect(decoded > 20)
    }
}
