/// When the peers of a group send.
public enum Load: Sendable, Equatable {
    /// Each peer keeps `window` messages (1...1024) in flight and waits `thinkTime` nanoseconds after each reply.
    case closed(window: Int, thinkTime: UInt64)
    /// Messages leave at given instants, whether replies come or not; the stages add up to the measure phase.
    case open(stages: [RateStage], arrivals: Arrivals)
}
