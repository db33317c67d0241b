import CAllocationCounter
import Foundation

/// Measures rows on a codec: verifies each, counts, then times them all in interleaved rounds.
///
/// Belongs to one thread.
struct Profiler<Codec: CodecUnderTest & ~Copyable> {
    let rows: [ProfileRow]
    let seed: UInt64
    /// Rounds of timing; 0 counts only.
    let rounds: Int
    let countsInstructions: Bool
    /// Is told of each round that begins, from 1.
    var onRound: (Int) -> Void = { _ in }

    /// What a visit to a row takes at least, refills not counted.
    private static var visitNanoseconds: UInt64 { 1_500_000 }
    private static var passesPerVisit: Int { 3 }

    /// Measures everything; the rows come back in the order in which they were given.
    func run() throws(ProfileError) -> [Profile.Row] {
        let buffers = PassBuffers()
        var results: [Profile.Row] = []
        var cases: [(index: Int, row: any MeasuredCase)] = []
        for row in rows {
            var result = Profile.Row(name: row.name)
            if let reason = Codec.refusal(of: row) {
                result.refused = reason
            } else {
                let measured = try attempt(row) { () throws(CodecFailure) in
                    let measured = try RowCase<Codec>(row, seed: seed, buffers: buffers)
                    try measured.verify()
                    return measured
                }
                result.messages = measured.input.messages
                result.payloadBytes = measured.input.payload.count
                result.allocations = try attempt(row) { () throws(CodecFailure) in try Self.allocations(measured) }
                cases.append((results.count, measured))
            }
            results.append(result)
        }
        guard !cases.isEmpty else {
            throw .nothingToMeasure(codec: Codec.name, reason: results.first?.refused ?? "there are none")
        }
        if countsInstructions {
            let counts = try InstructionCounter(seed: seed).count(cases.map { rows[$0.index] })
            for (position, item) in cases.enumerated() { results[item.index].instructions = counts[position] }
        }
        if rounds > 0 { try time(cases, into: &results) }
        return results
    }

    /// Visits every row in each round, so that what disturbs the machine disturbs all rows alike.
    private func time(
        _ cases: [(index: Int, row: any MeasuredCase)], into results: inout [Profile.Row]
    ) throws(ProfileError) {
        var values = [[Double]](repeating: [], count: cases.count)
        for round in 1...rounds {
            onRound(round)
            for (position, item) in cases.enumerated() {
                values[position].append(
                    try attempt(rows[item.index]) { () throws(CodecFailure) in try Self.visit(item.row) })
            }
        }
        for (position, item) in cases.enumerated() {
            results[item.index].nanoseconds = TimeSummary(values[position])
        }
    }

    /// The median of some passes, in nanoseconds a message.
    private static func visit(_ row: any MeasuredCase) throws(CodecFailure) -> Double {
        var passes: [Double] = []
        var total: UInt64 = 0
        while total < visitNanoseconds || passes.count < passesPerVisit {
            row.refill()
            let start = now()
            try row.pass()
            let elapsed = now() - start
            passes.append(Double(elapsed))
            total += max(elapsed, 1)
        }
        return max(TimeSummary.median(ofSorted: passes.sorted()), 1) / Double(row.input.messages)
    }

    /// Of the leanest of three passes once two have warmed the codec up; nil in a build that cannot count.
    private static func allocations(_ row: any MeasuredCase) throws(CodecFailure) -> UInt64? {
        var counts: [UInt64] = []
        for _ in 0..<5 {
            row.refill()
            let before = thread_allocation_count()
            try row.pass()
            counts.append(thread_allocation_count() - before)
        }
        return allocations_are_counted() ? counts[2...].min() : nil
    }

    private func attempt<Value>(
        _ row: ProfileRow, _ body: () throws(CodecFailure) -> Value
    ) throws(ProfileError) -> Value {
        do throws(CodecFailure) { return try body() } catch {
            throw .codecFailed(codec: Codec.name, row: row.name, reason: error.reason)
        }
    }

    private static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
