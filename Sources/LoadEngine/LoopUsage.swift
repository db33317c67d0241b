import NetworkIO
import Results
import WebSocketPeers

/// What a worker used since the last interval: processor time, turns of its loop, bytes on the wire.
struct LoopUsage {
    private var processorTime: UInt64?
    private var waitingTime: UInt64 = 0
    private var iterations: UInt64 = 0
    private var counts = PeerLoop.Counts()

    /// Adds what was used since the last call; called on the worker's queue.
    mutating func record(into recorder: inout Recorder, _ loop: PeerLoop) {
        let time = ProcessorTime.thread()
        let waiting = ProcessorTime.threadWaiting() ?? 0
        if let processorTime {
            recorder.recordProcessorTime(time &- processorTime, waited: waiting &- waitingTime)
        }
        processorTime = time
        waitingTime = waiting
        let turns = loop.events.statistics.iterations
        recorder.countLoopIterations(turns &- iterations)
        iterations = turns
        let counts = loop.counts
        recorder.count(.wireBytesSent, counts.bytesSent &- self.counts.bytesSent)
        recorder.count(.wireBytesReceived, counts.bytesReceived &- self.counts.bytesReceived)
        recorder.count(.pingsSent, counts.pingsSent &- self.counts.pingsSent)
        self.counts = counts
    }
}
