import Foundation

/// The rows that this program is to measure when it runs itself again, with their seed: a file named by a variable of the
/// environment, a line each.
struct RowList {
    let seed: UInt64
    let rows: [ProfileRow]

    init(seed: UInt64, rows: [ProfileRow]) {
        self.seed = seed
        self.rows = rows
    }

    /// Reads a list.
    init(reading path: String) throws(ProfileError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .rerun("\(path): the list of rows cannot be read")
        }
        let lines = text.split(separator: "\n")
        guard let seed = lines.first.flatMap({ UInt64($0) }) else { throw .rerun("\(path): there is no seed") }
        var rows: [ProfileRow] = []
        for name in lines.dropFirst() {
            guard let row = ProfileMatrix.row(named: String(name)) else { throw .rerun("there is no row \(name)") }
            rows.append(row)
        }
        self.init(seed: seed, rows: rows)
    }

    /// Writes the list.
    func write(to url: URL) throws {
        try ([String(seed)] + rows.map(\.name)).joined(separator: "\n").write(
            to: url, atomically: false, encoding: .utf8)
    }
}
