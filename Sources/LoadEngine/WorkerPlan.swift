import NetworkIO
import Scenarios
import WebSocketPeers

/// What one worker is to do: the scenario, what is compiled of it, and the worker's share.
struct WorkerPlan: Sendable {
    let scenario: Scenario
    let catalog: MessageCatalog
    /// What the peers of each group ask for.
    let requests: [GroupRequests]
    /// How they get to the server.
    let route: ConnectionRoute
    /// How long the run's one look-up of the target's name took, in nanoseconds; nil if there was none.
    let lookUp: UInt64?
    /// When the run started; set as it does.
    var start = Instant(nanoseconds: 0)
    let worker: Int
    let workers: Int
    /// What the worker goes on with when it hands over an interval.
    let spares: SpareHistograms
    /// Allocations that the calling thread has made so far; nil if nobody counts them.
    let allocations: (@Sendable () -> UInt64)?
}
