import Foundation

/// Runs this program again for each round of timing, see `TimedRound`.
final class RoundRunner {
    /// Names the file with the rows to a program that is a round.
    static let variable = "MUSTER_CODEC_ROUND"

    private let rowCount: Int
    private let list: URL

    /// Writes the list of rows, which goes with this object.
    init(_ rows: RowList) throws(ProfileError) {
        rowCount = rows.rows.count
        list = FileManager.default.temporaryDirectory.appendingPathComponent("muster-codec-\(UUID().uuidString)")
        do { try rows.write(to: list) } catch {
            throw .rerun("the rows cannot be timed: \(error.localizedDescription)")
        }
    }

    deinit { try? FileManager.default.removeItem(at: list) }

    /// The nanoseconds a message of each row, in order.
    func run() throws(ProfileError) -> [Double] {
        var environment = ProcessInfo.processInfo.environment
        environment[Self.variable] = list.path
        let child: ChildProcess
        do {
            child = try ChildProcess(
                ChildProcess.thisProgram, Array(CommandLine.arguments.dropFirst()), environment: environment)
        } catch { throw .rerun("a round of timing cannot be run: \(error.localizedDescription)") }
        let values = child.output.split(separator: "\n").compactMap { Double($0) }
        guard child.status == 0, values.count == rowCount, values.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            let said = child.errors.split(separator: "\n").first ?? "it said nothing"
            throw .rerun(
                "a round of timing ended with \(child.status.map { "status \($0)" } ?? "a signal") and \(values.count) of "
                    + "\(rowCount) rows: \(said)")
        }
        return values
    }
}
