/// What the generator says about itself: could it keep up, or does the result measure the generator?
public struct GeneratorHealth: Sendable, Equatable {
    /// Each worker over the measure phase, by ascending index.
    public var workers: [WorkerHealth]
    /// The judgement of ``judge(_:response:)``.
    public var verdict: HealthVerdict
    /// True if the server under test ran in this process and so shared its processors.
    public var sharesProcessorsWithServer: Bool

    /// A send is late when it is made more than this after its intended instant: 1 ms, in nanoseconds.
    public static let lateSendLimit: UInt64 = 1_000_000

    /// Judges those workers by themselves and by the response latency that was measured, unless time was virtual.
    public init(
        workers: [WorkerHealth], response: LatencyHistogram = LatencyHistogram(),
        sharesProcessorsWithServer: Bool = false, isTimeVirtual: Bool = false
    ) {
        self.workers = workers
        self.sharesProcessorsWithServer = sharesProcessorsWithServer
        verdict = isTimeVirtual ? .notApplicable : Self.judge(workers, response: response)
    }
}
