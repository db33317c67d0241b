/// Why a generator is not in good health.
public enum HealthReason: Sendable, Equatable {
    /// A worker's thread used nearly all of one processor; `share` is 0...1.
    case processor(worker: Int, share: Double)
    /// A worker's thread was ready to run and had no processor for that share (0...1) of the time.
    case waited(worker: Int, share: Double)
    /// That share (0...1) of the intended sends was late.
    case lateSends(share: Double)
    /// That many intended sends, a share of 0...1, were never made for want of time.
    case skippedSends(count: UInt64, share: Double)
    /// A worker's loop came late to its timers; 99th percentile in nanoseconds.
    case loopLag(worker: Int, p99: UInt64)
    /// That percentile of a worker's loop lag, in nanoseconds, is that share of the same percentile of the response.
    case lagInLatency(worker: Int, percentile: Int, lag: UInt64, share: Double)
}
