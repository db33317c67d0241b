/// How one worker did over the measure phase.
public struct WorkerHealth: Sendable, Equatable {
    /// The worker's number in this process, from 0.
    public var index: Int
    /// Processor time over wall-clock time of the worker's thread, 0...1.
    public var cpuShare: Double
    /// Processor time of the worker's thread in nanoseconds.
    public var cpuNanoseconds: UInt64
    /// Share of the wall-clock time that the thread was ready to run and had no processor, 0...1.
    public var waitShare: Double
    /// How long after it was due the loop got round to its timers.
    public var loopLag: LagSummary
    /// Turns of the event loop.
    public var iterations: UInt64
    /// Sends that should have been made and that a peer was open for, made or not.
    public var sendsIntended: UInt64
    /// Sends made late, see ``Counter/lateSends``.
    public var sendsLate: UInt64
    /// Sends never made because the worker did not get round to them, see ``SkipCause/noTime``.
    public var sendsSkipped: UInt64

    /// A worker's health from its parts.
    public init(
        index: Int, cpuShare: Double, cpuNanoseconds: UInt64 = 0, waitShare: Double = 0,
        loopLag: LagSummary = LagSummary(),
        iterations: UInt64 = 0, sendsIntended: UInt64 = 0, sendsLate: UInt64 = 0, sendsSkipped: UInt64 = 0
    ) {
        self.index = index
        self.cpuShare = cpuShare
        self.cpuNanoseconds = cpuNanoseconds
        self.waitShare = waitShare
        self.loopLag = loopLag
        self.iterations = iterations
        self.sendsIntended = sendsIntended
        self.sendsLate = sendsLate
        self.sendsSkipped = sendsSkipped
    }

    /// The health that a worker's samples, merged over the measure phase, show.
    public init(_ sample: WorkerSample) {
        let wall = Double(sample.wallNanoseconds)
        self.init(
            index: sample.worker,
            cpuShare: wall > 0 ? Swift.min(1, Double(sample.cpuNanoseconds) / wall) : 0,
            cpuNanoseconds: sample.cpuNanoseconds,
            waitShare: wall > 0 ? Swift.min(1, Double(sample.waitNanoseconds) / wall) : 0,
            loopLag: LagSummary(sample.loopLag),
            iterations: sample.iterations, sendsIntended: sample.sendsIntended, sendsLate: sample.sendsLate,
            sendsSkipped: sample.sendsSkipped)
    }
}
