/// What one round measured of one codec, each by frame (or by text).
struct Sample {
    var nanoseconds: Double
    /// nil where another process did the work.
    var allocations: Double?
}
