extension CodecRecord {
    /// How many of the goals, one after another, Muster's codec reached.
    func reachedGoalCount(_ own: Codec) -> Int { goals.prefix { isReached($0, own) }.count }

    private func isReached(_ goal: Double, _ own: Codec) -> Bool {
        switch kind {
        case .frames: own.median <= goal
        case .texts: Double(bytes) / own.median >= goal
        case .messages: rival.flatMap { self[$0] }.map { own.ratio(to: $0) <= goal } ?? false
        case .contexts: own.bytes.map { Double($0) <= goal } ?? false
        }
    }
}
