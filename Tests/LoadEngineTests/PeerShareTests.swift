import Testing

@testable import LoadEngine

@Suite struct PeerShareTests {
    @Test func `the shares of all workers are the group, exactly`() {
        for total in 1...40 {
            for workers in 1...12 {
                let shares = (0..<workers).map { PeerShare(total: total, worker: $0, workers: workers) }
                let members = shares.flatMap { share in (0..<share.count).map(share.member) }
                #expect(members.sorted() == Array(0..<total))
                let counts = shares.map(\.count)
                #expect(counts.max()! - counts.min()! <= 1)
            }
        }
    }

    @Test func `the events of all workers are the group's sequence, exactly`() {
        for (total, workers) in [(1, 1), (1, 3), (7, 3), (8, 3), (12, 4), (5, 9)] {
            let shares = (0..<workers).map { PeerShare(total: total, worker: $0, workers: workers) }
            var events: [UInt64] = []
            for share in shares where share.count > 0 {
                let own = (0..<(share.count * 50)).map(share.event)
                #expect(own == own.sorted())
                // Event n is for peer n mod total.
                for (local, event) in own.enumerated() {
                    #expect(Int(event) % total == share.member(local % share.count))
                }
                events += own
            }
            #expect(events.sorted() == (0..<UInt64(total * 50)).map { $0 })
        }
    }
}
