import Results
import Testing
import WebSocketPeers

@testable import LoadEngine

@Suite struct LoopUsageTests {
    @Test(
        arguments: [
            ([100, nil, 130], [0, 0, 30]), ([nil, 500, 510], [0, 0, 10]), ([nil, nil], [0, 0]),
            ([7, 3, 4], [0, 0, 1]),
        ] as [([UInt64?], [UInt64])])
    func `a system that does not tell how long a thread waited`(readings: [UInt64?], waited: [UInt64]) throws {
        let loop = try PeerLoop()
        var usage = LoopUsage()
        var recorder = Recorder(messageNames: [])
        for (index, reading) in readings.enumerated() {
            usage.record(into: &recorder, loop, waiting: reading)
            let sample = recorder.takeInterval(index: index, phase: .measure, start: 0, duration: 1)
            #expect(sample.workers[0].waitNanoseconds == waited[index])
        }
    }
}
