/// What one worker observed about itself during one interval.
public struct WorkerSample: Sendable, Equatable {
    /// The worker's number in this process, from 0.
    public var worker: Int
    /// Processor time that the worker's thread used, in nanoseconds.
    public var cpuNanoseconds: UInt64 = 0
    /// Time that the thread was ready to run and had no processor, in nanoseconds.
    public var waitNanoseconds: UInt64 = 0
    /// Wall-clock length of the interval, in nanoseconds.
    public var wallNanoseconds: UInt64 = 0
    /// Turns of the event loop.
    public var iterations: UInt64 = 0
    /// How long after it was due the loop got round to its timers, in nanoseconds.
    public var loopLag = LatencyHistogram()
    /// Intended sends that a peer was open for, made or not.
    public var sendsIntended: UInt64 = 0
    /// Sends that were late, see ``Counter/lateSends``.
    public var sendsLate: UInt64 = 0
    /// Sends never made because the worker did not get round to them, see ``SkipCause/noTime``.
    public var sendsSkipped: UInt64 = 0

    /// What messages cost; only of a run through memory.
    public var codec = CodecCost()

    /// A sample of that worker with nothing in it.
    public init(worker: Int) {
        self.worker = worker
    }

    /// Adds what `other` observed; the worker's number stays.
    public mutating func merge(_ other: WorkerSample) {
        cpuNanoseconds &+= other.cpuNanoseconds
        waitNanoseconds &+= other.waitNanoseconds
        wallNanoseconds &+= other.wallNanoseconds
        iterations &+= other.iterations
        loopLag.add(other.loopLag)
        sendsIntended &+= other.sendsIntended
        sendsLate &+= other.sendsLate
        sendsSkipped &+= other.sendsSkipped
        codec.merge(other.codec)
    }
}
