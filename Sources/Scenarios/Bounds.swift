/// Bounds of the values in a scenario file that hold at more than one place.
enum Bounds {
    /// 1000 hours, in nanoseconds; sums of many such durations still fit 64 bits.
    static let maximumDuration: UInt64 = 3_600_000_000_000_000
    /// Durations that may be nothing.
    static let anyDuration: ClosedRange<UInt64> = 0...maximumDuration
    /// Durations that must be something.
    static let someDuration: ClosedRange<UInt64> = 1...maximumDuration
    /// What a message through memory takes one way: with less, a second of a closed load has no end.
    static let delay: ClosedRange<UInt64> = 1_000...maximumDuration
    /// Events per second.
    static let maximumRate = 1e9
    /// Elements of one array.
    static let maximumElements = 1000
    /// Peers of one group.
    static let peerCount: ClosedRange<Int64> = 1...10_000_000
    /// Relative frequencies.
    static let weight: ClosedRange<Int64> = 1...1_000_000
    /// Messages in flight.
    static let window: ClosedRange<Int64> = 1...1024
    /// Sizes of payloads, in bytes; an empty message is a message.
    static let payloadSize: ClosedRange<Int> = 0...(1 << 30)
    /// The messages of all groups together: each has histograms and a number of 16 bits.
    static let maximumMessages = 65_536
    /// Messages that one peer sends before it closes: they are numbered with 32 bits.
    static let sentCount: ClosedRange<Int64> = 1...4_294_967_295
    /// Counts of errors.
    static let eventCount: ClosedRange<Int64> = 1...1_000_000_000_000
    /// The size of a scenario file, in bytes.
    static let fileSize = 16 << 20
}
