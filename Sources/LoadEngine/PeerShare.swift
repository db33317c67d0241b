/// The part of a group's peers that one worker runs: every `workers`-th one, beginning with its own number.
///
/// Together the shares of all workers are the group, exactly, and no two sizes differ by more than one.
struct PeerShare: Equatable {
    /// Peers of the whole group.
    let total: Int
    /// This worker's number, from 0.
    let worker: Int
    /// The number of workers.
    let workers: Int

    /// Peers of this worker.
    var count: Int { total / workers + (worker < total % workers ? 1 : 0) }

    /// The number within the group of this worker's peer `local`.
    func member(_ local: Int) -> Int { local * workers + worker }

    /// The number within the group's sequence of events, dealt to its peers in turn, of this worker's event `local`.
    ///
    /// Event n of the group belongs to peer n mod `total`, so each worker's events are a closed form of their number.
    func event(_ local: Int) -> UInt64 {
        UInt64(local / count) * UInt64(total) + UInt64(member(local % count))
    }
}
