import Scenarios
import Testing

@testable import LoadEngine

@Suite struct ClosePatternTests {
    private let patterns = [
        ClosePattern(weight: 7, how: .reset), ClosePattern(weight: 2, how: .finWithoutClose),
        ClosePattern(weight: 1, how: .never),
    ]

    @Test func `patterns are chosen by weight`() {
        let group = PeerGroup(count: 1, messages: [message()], closes: patterns)
        var counts = [0, 0, 0]
        for peer in 0..<20_000 {
            counts[patterns.firstIndex(of: group.closePattern(ofPeer: peer, seed: 5))!] += 1
        }
        // Five standard deviations.
        #expect(abs(counts[0] - 14_000) < 324)
        #expect(abs(counts[1] - 4_000) < 283)
        #expect(abs(counts[2] - 2_000) < 212)
    }

    @Test func `the same seed chooses the same pattern`() {
        let group = PeerGroup(count: 1, messages: [message()], closes: patterns)
        let chosen = (0..<200).map { group.closePattern(ofPeer: $0, seed: 5) }
        #expect(chosen == (0..<200).map { group.closePattern(ofPeer: $0, seed: 5) })
        #expect(chosen != (0..<200).map { group.closePattern(ofPeer: $0, seed: 6) })
    }

    @Test func `a group without patterns closes cleanly`() {
        let group = PeerGroup(count: 1, messages: [message()], closes: [])
        #expect(group.closePattern(ofPeer: 3, seed: 1) == ClosePattern())
    }
}
