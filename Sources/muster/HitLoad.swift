import ArgumentParser

/// How many peers send how much, for how long.
struct HitLoad: ParsableArguments {
    @Option(
        name: [.customShort("c"), .customLong("peers")], help: ArgumentHelp("Number of peers.", valueName: "count"))
    var peers: UInt64 = 10

    @Option(
        name: [.customShort("z"), .customLong("for")],
        help: ArgumentHelp("How long to measure, such as 30s or 5m.", valueName: "duration"))
    var duration = "10s"

    @Option(
        name: [.customShort("q"), .customLong("rate")],
        help: ArgumentHelp(
            "Messages per second over all peers, such as 500/s or 20k/s: makes the load open.", valueName: "rate"))
    var rate: String?

    @Option(
        name: [.customShort("w"), .customLong("window")],
        help: ArgumentHelp("Messages that each peer keeps in flight (default: 1).", valueName: "count"))
    var window: UInt64?

    @Option(
        help: ArgumentHelp("How long to send before measuring, such as 2s.", valueName: "duration"))
    var warmUp: String?

    func validate() throws {
        // JSON's integers end here; whatever a scenario may hold is judged with the rest of it.
        for (name, value) in [("-c", peers), ("-w", window ?? 1)] where Int64(exactly: value) == nil {
            throw ValidationError("\(name): \(value) is out of range")
        }
        if rate != nil, window != nil {
            throw ValidationError("-q and -w contradict each other: a load is either a rate or a window")
        }
    }
}
