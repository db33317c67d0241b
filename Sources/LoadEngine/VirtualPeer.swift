import Scenarios
import WebSocketPeers

/// One peer of the scenario, as its worker sees it: what it has sent, what it waits for, how it will close.
struct VirtualPeer {
    /// Where it is in its life.
    enum Status: UInt8 {
        /// Not yet connecting.
        case waiting
        case connecting
        case open
        /// Open, with all its messages sent; it closes once they are answered.
        case finishing
        /// Closing as the scenario has it.
        case closing
        case ended
    }

    /// Its connection, once it has begun to connect.
    var connection: WebSocketPeer? {
        didSet { lent = connection.map { LentPeer($0) } }
    }
    /// The same, for what is done once a message.
    private(set) var lent: LentPeer?
    /// Its number in the whole scenario, from 0: `${peer.index}`.
    let index: Int
    /// Its group's place in the scenario.
    let group: Int
    let close: ClosePattern
    var status = Status.waiting
    /// The number of its next message, from 0: `${sequence}`.
    var sequence: UInt32 = 0
    var inFlight = InFlightRing()
    /// Messages in flight that were counted as timed out.
    var timedOut = 0
    /// Bytes of the reply that is being received, and whether it is wrong already.
    var replyOffset = 0
    var replyIsWrong = false
    /// Whether the message that is being received began while nothing waited for one.
    var isUnasked = false
    /// Messages that are no longer waited for, and whose replies may still come.
    var abandoned = 0
    var hasReceived = false
    /// Messages of a closed load that found no room, with the connection or among the unanswered; sent when there is.
    var owedSends = 0
    /// Where it stands among its group's open peers.
    var openPlace = 0

    init(index: Int, group: Int, close: ClosePattern) {
        self.index = index
        self.group = group
        self.close = close
    }

    /// Whether it has a connection that it has not begun to close.
    var isOpen: Bool { status == .open || status == .finishing }

    /// Whether the scenario wants it closed now that this many messages were sent.
    var hasSentItsMessages: Bool {
        guard case .messages(let limit) = close.after else { return false }
        return sequence >= limit
    }
}
