import NetworkIO

/// A worker on a virtual clock waits for the run's answer wherever there may be one: its time would be over long before.
extension LoadHandler {
    /// Says that something was reported that may have an answer.
    mutating func noteQuestion() { hasAsked = loop.events.isTimeVirtual }

    /// Waits for the answer, if anything was asked; time stands still meanwhile.
    mutating func waitForAnswer(_ now: Instant) {
        guard hasAsked else { return }
        hasAsked = false
        guard stage != .finished else { return }
        meter?.stop()
        isWaiting = true
        report(.waiting(worker: plan.worker, at: now, isReady: stage == .ready && schedule.begin == nil))
        while isWaiting {
            loop.events.waitUntilWoken()
            takeCommands(now)
        }
        meter?.start()
    }
}
