import CAllocationCounter
import Foundation

/// Measures rows on a codec: verifies each, counts, then times them all in interleaved rounds, each in its own process.
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

    /// Measures everything; the rows come back in the order in which they were given.
    func run() throws(ProfileError) -> [Profile.Row] {
        let buffers = PassBuffers()
        var results: [Profile.Row] = []
        var measuredRows: [Int] = []
        for (index, row) in rows.enumerated() {
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
                measuredRows.append(index)
            }
            results.append(result)
        }
        guard !measuredRows.isEmpty else {
            throw .nothingToMeasure(codec: Codec.name, reason: results.first?.refused ?? "there are none")
        }
        let list = RowList(seed: seed, rows: measuredRows.map { rows[$0] })
        if countsInstructions {
            let counts = try InstructionCounter(seed: seed).count(list.rows)
            for (position, index) in measuredRows.enumerated() { results[index].instructions = counts[position] }
        }
        guard rounds > 0 else { return results }
        let times = try time(list)
        for (position, index) in measuredRows.enumerated() { results[index].nanoseconds = times[position] }
        return results
    }

    /// Visits every row in each round, so that what disturbs the machine disturbs all rows alike.
    private func time(_ list: RowList) throws(ProfileError) -> [TimeSummary] {
        let runner = try RoundRunner(list)
        var values = [[Double]](repeating: [], count: list.rows.count)
        for round in 1...rounds {
            onRound(round)
            for (position, value) in try runner.run().enumerated() { values[position].append(value) }
        }
        return values.map { TimeSummary($0) }
    }

    /// Of the leanest of three passes once two have warmed the codec up; nil in a build that cannot count.
    private static func allocations(_ row: any MeasuredCase) throws(CodecFailure) -> UInt64? {
        var counts: [UInt64] = []
        for _ in 0..<5 {
            row.refill()
            let before = thread_allocation_count()
            try row.pass(over: 0)
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
}
