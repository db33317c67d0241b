/// Finds the name that a mistyped one was probably meant to be.
enum NearestName {
    /// `; did you mean "…"?` with the nearest of `names`, or nothing when none is near.
    static func hint(for name: String, among names: some Sequence<String>) -> String {
        let wanted = Array(name.lowercased().unicodeScalars)
        // A key of a megabyte is no typing mistake, and the table is quadratic.
        guard (1...64).contains(wanted.count) else { return "" }
        let limit = max(1, min(3, wanted.count / 3))
        let nearest = names.map { (distance(wanted, Array($0.lowercased().unicodeScalars)), $0) }
            .min { ($0.0, $0.1) < ($1.0, $1.1) }
        guard let (distance, found) = nearest, distance <= limit else { return "" }
        return "; did you mean \"\(found)\"?"
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours between two words; O(n·m).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int]()
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            row.reserveCapacity(right.count + 1)
            for j in right.indices {
                var best = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
