import NetworkIO
import Scenarios
import WebSocketPeers

/// What one worker is to do: the scenario, what is compiled of it, and the worker's share.
struct WorkerPlan: Sendable {
    let scenario: Scenario
    let catalog: MessageCatalog
    /// What the peers of each group ask for.
    let connections: [ConnectionRequest]
    /// The target's addresses; peers take them in turn.
    let addresses: [SocketAddress]
    /// Source addresses; peers take them in turn. Empty for the kernel's choice.
    let sources: [SocketAddress]
    let start: Instant
    let worker: Int
    let workers: Int
}
