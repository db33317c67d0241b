import Glibc
import Scenarios
import Testing

@testable import LoadEngine

@Suite struct ArrivalSequenceTests {
    private func instants(_ sequence: ArrivalSequence) -> [UInt64] {
        var sequence = sequence
        var instants: [UInt64] = []
        while let next = sequence.next {
            instants.append(next)
            sequence.advance()
        }
        return instants
    }

    private let ramp = [
        RateStage(fromPerSecond: 0, toPerSecond: 3_000, duration: 1_000_000_000),
        RateStage(fromPerSecond: 3_000, toPerSecond: 500, duration: 500_000_000),
    ]

    @Test(arguments: [(1, 1), (10, 3), (3, 10), (64, 4)])
    func `the workers' even sequences are the group's, exactly`(peers: Int, workers: Int) {
        let whole = RateCurve(ramp)
        let expected = (0..<2_375).compactMap { whole.instant(ofEvent: UInt64($0)) }
        #expect(expected.count == 2_375)
        let parts = (0..<workers).flatMap { worker in
            instants(
                ArrivalSequence(
                    stages: ramp, arrivals: .even, share: PeerShare(total: peers, worker: worker, workers: workers),
                    seed: 1))
        }
        #expect(parts.sorted() == expected)
    }

    private func poisson(rate: Double, seconds: Double, peers: Int = 1, worker: Int = 0, workers: Int = 1, seed: UInt64)
        -> [UInt64]
    {
        let stage = RateStage(fromPerSecond: rate, toPerSecond: rate, duration: UInt64(seconds * 1e9))
        return instants(
            ArrivalSequence(
                stages: [stage], arrivals: .poisson,
                share: PeerShare(total: peers, worker: worker, workers: workers), seed: seed))
    }

    @Test(arguments: [UInt64(1), 2, 77])
    func `Poisson gaps are exponential`(seed: UInt64) {
        let instants = poisson(rate: 10_000, seconds: 2, seed: seed)
        let gaps = zip(instants.dropFirst(), instants).map { Double($0 - $1) / 1e5 }
        // 20,000 events, standard deviation 141: five of them.
        #expect(abs(Double(instants.count) - 20_000) < 707)
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        #expect(abs(mean - 1) < 0.035)
        #expect(abs(variance - 1) < 0.12)
        // Kolmogorov and Smirnov at the level 0.1 %.
        var distance = 0.0
        for (index, gap) in gaps.sorted().enumerated() {
            let expected = 1 - exp(-gap)
            distance = max(distance, abs(expected - Double(index) / Double(gaps.count)))
            distance = max(distance, abs(expected - Double(index + 1) / Double(gaps.count)))
        }
        #expect(distance < 1.95 / Double(gaps.count).squareRoot())
    }

    @Test func `counts per slot are as variable as Poisson's`() {
        let slots = 500
        var counts = [Double](repeating: 0, count: slots)
        for instant in poisson(rate: 10_000, seconds: 1, seed: 5) { counts[Int(instant / 2_000_000)] += 1 }
        let mean = counts.reduce(0, +) / Double(slots)
        let index = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(slots) / mean
        // The index of dispersion is 1; an even sequence has 0.
        #expect(abs(index - 1) < 0.3)
    }

    @Test func `the workers' processes add up to the group's rate`() {
        let counts = (0..<3).map { poisson(rate: 9_000, seconds: 2, peers: 8, worker: $0, workers: 3, seed: 3).count }
        #expect(abs(Double(counts.reduce(0, +)) - 18_000) < 671)
        // 3, 3 and 2 of 8 peers.
        #expect(abs(Double(counts[0]) - 6_750) < 411)
        #expect(abs(Double(counts[2]) - 4_500) < 336)
    }

    @Test func `the same seed gives the same instants`() {
        #expect(poisson(rate: 500, seconds: 1, seed: 9) == poisson(rate: 500, seconds: 1, seed: 9))
        #expect(poisson(rate: 500, seconds: 1, seed: 9) != poisson(rate: 500, seconds: 1, seed: 10))
        let workers = (0..<2).map { poisson(rate: 500, seconds: 1, peers: 2, worker: $0, workers: 2, seed: 9) }
        #expect(workers[0] != workers[1])
    }

    @Test(arguments: [Arrivals.even, .poisson])
    func `skipping counts what it passes over`(arrivals: Arrivals) {
        for (peers, workers) in [(1, 1), (7, 3), (3, 5), (12, 4)] {
            for worker in 0..<workers {
                for (taken, end) in [(0, UInt64(0)), (0, ms(500)), (5, ms(700)), (40, ms(1_000)), (3, ms(1_500))] {
                    var sequence = ArrivalSequence(
                        stages: ramp, arrivals: arrivals,
                        share: PeerShare(total: peers, worker: worker, workers: workers),
                        seed: 3)
                    var twin = sequence
                    for _ in 0..<taken where sequence.next != nil {
                        sequence.advance()
                        twin.advance()
                    }
                    var expected: UInt64 = 0
                    while let next = twin.next, next < end {
                        expected += 1
                        twin.advance()
                    }
                    #expect(sequence.skip(before: end) == expected)
                    #expect(sequence.next == twin.next)
                }
            }
        }
    }

    @Test func `skipping billions takes no time`() {
        let hour: UInt64 = 3_600_000_000_000
        let stage = RateStage(fromPerSecond: 1e9, toPerSecond: 1e9, duration: hour)
        let share = PeerShare(total: 10_000_000, worker: 2, workers: 4)
        var even = ArrivalSequence(stages: [stage], arrivals: .even, share: share, seed: 1)
        #expect(even.skip(before: hour) == 900_000_000_000)
        #expect(even.next == nil)
        var poisson = ArrivalSequence(stages: [stage], arrivals: .poisson, share: share, seed: 1)
        #expect(abs(Double(poisson.skip(before: hour)) - 9e11) < 1e7)
        #expect(poisson.next == nil)
    }

    @Test func `a worker without peers sends nothing`() {
        #expect(poisson(rate: 500, seconds: 1, peers: 1, worker: 1, workers: 2, seed: 9).isEmpty)
        let share = PeerShare(total: 1, worker: 1, workers: 2)
        #expect(instants(ArrivalSequence(stages: ramp, arrivals: .even, share: share, seed: 1)).isEmpty)
    }
}
