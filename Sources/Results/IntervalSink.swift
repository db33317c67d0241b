/// Takes the full histograms of each interval as it completes, so that a run need not keep them.
public protocol IntervalSink: AnyObject {
    /// Takes one interval, merged over all workers; called in the order of the indices.
    func write(_ sample: IntervalSample)
}
