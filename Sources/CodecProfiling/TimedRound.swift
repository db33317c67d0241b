import Foundation

/// A round of timing: one visit to each row, in a process of its own.
///
/// Where code and data lie differs from process to process, and with it the time of some rows by a third. So a round is
/// drawn with its process, and the interval over the rounds holds what that does too.
struct TimedRound<Codec: CodecUnderTest & ~Copyable> {
    /// The file with the rows, where this process is a round.
    static var list: String? { ProcessInfo.processInfo.environment[RoundRunner.variable] }

    /// Visits the rows of a list and returns a line for each: nanoseconds a message.
    static func run(_ path: String) throws(ProfileError) -> String {
        let list = try RowList(reading: path)
        let buffers = PassBuffers()
        var lines = ""
        for row in list.rows {
            do throws(CodecFailure) {
                let measured = try RowCase<Codec>(row, seed: list.seed, buffers: buffers)
                lines += "\(try PassTimer.monotonic.visit(measured))\n"
            } catch { throw .codecFailed(codec: Codec.name, row: row.name, reason: error.reason) }
        }
        return lines
    }
}
