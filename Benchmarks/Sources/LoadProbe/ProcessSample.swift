import CAllocationCounter
import NetworkIO

/// What the process has used so far.
struct ProcessSample {
    var user: UInt64
    var system: UInt64
    var allocations: UInt64

    static func now() -> ProcessSample {
        let time = ProcessorTime.process()
        return ProcessSample(user: time.user, system: time.system, allocations: allocation_count())
    }
}
