import NetworkIO
import Results
import WebSocketPeers

/// What a worker used since the last interval: processor time, turns of its loop, bytes on the wire.
struct LoopUsage {
    private var processorTime: UInt64?
    private var waitingTime: UInt64?
    private var iterations: UInt64 = 0
    private var counts = PeerLoop.Counts()

    /// Adds what was used since the last call; called on the worker's queue.
    ///
    /// - Parameter waiting: how long the thread has waited for a processor so far; nil if the system does not say.
    mutating func record(
        into recorder: inout Recorder, _ loop: PeerLoop, waiting: UInt64? = ProcessorTime.threadWaiting()
    ) {
        let time = ProcessorTime.thread()
        // What the system did not say this time is made up for when it does.
        let waiting = waiting ?? waitingTime
        if let processorTime {
            let waited =
                if let waiting, let waitingTime, waiting > waitingTime { waiting - waitingTime } else { UInt64(0) }
            recorder.recordProcessorTime(time &- processorTime, waited: waited)
        }
        processorTime = time
        waitingTime = waiting
        let turns = loop.events.statistics.iterations
        recorder.countLoopIterations(turns &- iterations)
        iterations = turns
        // Where the server's ends are in the loop too, they are not the peers'.
        let counts = loop.counts(of: .client)
        recorder.count(.wireBytesSent, counts.bytesSent &- self.counts.bytesSent)
        recorder.count(.wireBytesReceived, counts.bytesReceived &- self.counts.bytesReceived)
        recorder.count(.pingsSent, counts.pingsSent &- self.counts.pingsSent)
        recorder.count(.deflatedBytes, counts.deflatedBytes &- self.counts.deflatedBytes)
        recorder.count(.deflatedWireBytes, counts.deflatedWireBytes &- self.counts.deflatedWireBytes)
        recorder.count(.inflatedBytes, counts.inflatedBytes &- self.counts.inflatedBytes)
        recorder.count(.inflatedWireBytes, counts.inflatedWireBytes &- self.counts.inflatedWireBytes)
        self.counts = counts
    }
}
