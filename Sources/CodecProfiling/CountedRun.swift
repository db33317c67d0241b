import CCallgrindMarks
import Foundation

/// What runs under callgrind: one marked pass over each row.
struct CountedRun<Codec: CodecUnderTest & ~Copyable> {
    /// The file with the seed and the rows, where this process runs under callgrind.
    static var list: String? { ProcessInfo.processInfo.environment[InstructionCounter.variable] }

    /// Passes over each row of the file: two warm the codec up, the third is counted.
    func run(_ list: String) throws(ProfileError) {
        guard let text = try? String(contentsOfFile: list, encoding: .utf8) else {
            throw .uncountable("\(list): the list of rows cannot be read")
        }
        let lines = text.split(separator: "\n")
        guard let seed = lines.first.flatMap({ UInt64($0) }) else { throw .uncountable("\(list): there is no seed") }
        codec_pass_begins()
        codec_pass_ends()
        let buffers = PassBuffers()
        for name in lines.dropFirst() {
            guard let row = ProfileMatrix.row(named: String(name)) else {
                throw .uncountable("there is no row \(name)")
            }
            do throws(CodecFailure) {
                let measured = try RowCase<Codec>(row, seed: seed, buffers: buffers)
                for _ in 0..<2 {
                    measured.refill()
                    try measured.pass()
                }
                measured.refill()
                codec_pass_begins()
                try measured.pass()
                codec_pass_ends()
            } catch { throw .codecFailed(codec: Codec.name, row: row.name, reason: error.reason) }
        }
    }
}
