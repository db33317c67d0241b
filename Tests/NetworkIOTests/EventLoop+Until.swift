import Testing

@testable import NetworkIO

extension EventLoop {
    /// Runs until `condition` holds, or records an issue after ten seconds.
    func run(_ recorder: inout Recorder, until condition: (Recorder) -> Bool) {
        let deadline = Instant.now() + 10_000_000_000
        while !condition(recorder) {
            guard Instant.now() < deadline else {
                Issue.record("the loop waited in vain; calls so far: \(recorder.calls.suffix(5))")
                return
            }
            runOnce(&recorder, maximumWait: .nanoseconds(100_000_000))
        }
    }
}
