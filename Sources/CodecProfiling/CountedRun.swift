import CCallgrindMarks
import Foundation

/// What runs under callgrind: one marked pass over each row.
struct CountedRun<Codec: CodecUnderTest & ~Copyable> {
    /// The file with the seed and the rows, where this process runs under callgrind.
    static var list: String? { ProcessInfo.processInfo.environment[InstructionCounter.variable] }

    /// Passes over each row of the file: two warm the codec up, the third is counted.
    func run(_ path: String) throws(ProfileError) {
        let list = try RowList(reading: path)
        codec_pass_begins()
        codec_pass_ends()
        let buffers = PassBuffers()
        for row in list.rows {
            do throws(CodecFailure) {
                let measured = try RowCase<Codec>(row, seed: list.seed, buffers: buffers)
                for _ in 0..<2 {
                    measured.refill()
                    try measured.pass(over: 0)
                }
                measured.refill()
                codec_pass_begins()
                try measured.pass(over: 0)
                codec_pass_ends()
            } catch { throw .codecFailed(codec: Codec.name, row: row.name, reason: error.reason) }
        }
    }
}
