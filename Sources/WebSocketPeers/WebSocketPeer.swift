import NetworkIO
import WebSocketProtocol

/// One end of a WebSocket connection: client or server, polled on its own or run by the thousand on a `PeerLoop`.
///
/// A peer belongs to the queue of its loop (a polled peer: to the thread that polls it); every call is made from
/// there. Nothing blocks.
public final class WebSocketPeer: PacketPeer {
    /// The loop that runs this peer.
    public let loop: PeerLoop
    /// What was asked for; nil for a server's peer.
    public internal(set) var request: ConnectionRequest?
    /// Limits, deadlines and buffer sizes; what is set before connecting or accepting applies.
    public var options: PeerOptions {
        get { sharedOptions.options }
        set { sharedOptions = SharedOptions(newValue) }
    }
    /// Peers that connect or were accepted alike share one copy.
    var sharedOptions = SharedOptions.standard
    /// Why the connection failed, once it has.
    public internal(set) var failure: PeerFailure?
    /// When the connection reached its stages.
    public internal(set) var times = ConnectionTimes()
    /// How the next packet is sent; sampled when it is put.
    public var writeMode: WriteMode = .binary
    /// Whether the packet last taken was text.
    public internal(set) var wasStringPacket = false

    @usableFromInline let owned = OwnedState(PeerState())
    /// The payload of the ping last received, where its answer must wait for room.
    var owedPong: [UInt8]?
    /// Whether the loop keeps the peer alive while it has a connection.
    let isKeptByLoop: Bool
    var shutsDownWhenDrained = false
    var resetsTransport = false
    var sendFailed = false
    /// Whether the kernel has taken our close frame.
    var closeHasLeft = false
    /// Whether the connection has ended and the handler was not told yet.
    @usableFromInline var endIsPending = false
    var token: EventToken?
    var interest: Readiness = []
    var deadline = TimerToken.none
    /// When the last heartbeat ping was sent; zero where none is unanswered.
    var lastPing = Instant(nanoseconds: 0)
    var heartbeatNumber: UInt32 = 0
    var openingDeadline = Instant(nanoseconds: 0)
    /// The number of the resolution that is under way, of those of the loop.
    var resolution: UInt64 = 0
    var heartbeat = TimerToken.none
    @usableFromInline var opening: Opening?
    var handshake: HandshakeOutcome?
    var packets: PacketQueue?
    var localReason: String?
    var partialMessage: [UInt8] = []
    var remoteAddress: SocketAddress?

    /// Makes an unconnected peer on a loop; connect it, or give it an accepted socket.
    ///
    /// The loop keeps it alive until its connection has ended.
    public init(on loop: PeerLoop) {
        self.loop = loop
        isKeptByLoop = true
    }

    /// Makes an unconnected peer to be polled on its own, with a loop of its own.
    ///
    /// Letting it go drops its connection.
    ///
    /// - Throws: `PeerError.system` if the process may open no more descriptors.
    public init() throws(PeerError) {
        do {
            loop = try PeerLoop(receiveCapacity: 65_536, sendCapacity: 65_536)
        } catch {
            throw .system("\(error)")
        }
        isKeptByLoop = false
    }

    deinit {
        defer { owned.deallocate() }
        // The buffer does not count its reference.
        if loop.outgoing.isOwned(by: self) { loop.outgoing.release() }
        guard !isKeptByLoop else { return }
        loop.forget(self)
        guard stage != .idle, stage != .ended else { return }
        stopDeadline()
        stopHeartbeat()
        releaseTransport()
        if stage == .resolving { loop.forgetResolution(of: self) }
    }
}

extension WebSocketPeer {
    /// Where the peer is in the life of its connection.
    public var readyState: ReadyState {
        switch stage {
        case .idle, .ended: .closed
        case .resolving, .connecting, .handshaking: .connecting
        case .established: closing.phase == .open ? .open : .closing
        case .ending: .closing
        }
    }

    /// The stage that the connection has reached, also after it has failed or ended.
    public var connectionStage: ConnectionStage {
        switch stage {
        case .idle, .resolving: .resolve
        case .connecting: .connect
        case .handshaking: .http
        case .established: .open
        case .ending, .ended: lastStage
        }
    }

    private var lastStage: ConnectionStage {
        if times.opened.nanoseconds != 0 { return .open }
        if times.connected.nanoseconds != 0 { return .http }
        return times.connectStarted.nanoseconds != 0 ? .connect : .resolve
    }

    /// Whether messages may be sent.
    @inlinable public var isOpen: Bool { owned.state.stage == .established && owned.state.closing.phase == .open }

    /// Whether the connection is established: true from the end of the opening handshake until the transport ends, or
    /// until this side begins to end it without a close frame (`endTransport()`).
    public var isConnectedToHost: Bool { stage == .established }

    /// The other side's numeric address, once known.
    public var connectedHost: String? { remoteAddress?.host }

    /// The other side's port, once known.
    public var connectedPort: UInt16? { remoteAddress?.port }

    /// The code the connection was closed with: nil while it is open, 1005 for none, 1006 for an unclean end.
    public var closeCode: CloseCode? { closing.code }

    /// The reason given with the close code.
    public var closeReason: String { localReason ?? closing.reason }

    /// Who began to close, once somebody has.
    public var closedBy: ClosingHandshake.Initiator? { closing.closedBy }

    /// Whether both close frames were exchanged before the transport ended.
    ///
    /// A close frame that fails to be sent counts: the other side had ended the transport by then.
    public var wasCleanClose: Bool { closing.wasClean && (closeHasLeft || sendFailed) }

    /// The URL asked for; nil for a server's peer.
    public var requestedURL: String? { role == .client ? request?.url.description : handshake?.request?.resource }

    /// The subprotocols that were offered.
    public var supportedProtocols: [String] {
        role == .client ? request?.subprotocols ?? [] : handshake?.request?.subprotocols ?? []
    }

    /// The subprotocol that both sides agreed on.
    public var selectedProtocol: String? { handshake?.subprotocol }

    /// The header fields that a client added to its request; empty for a server's peer.
    public var handshakeHeaders: [(String, String)] { request?.headers ?? [] }

    /// The other side's header fields, if they are kept.
    public var receivedHeaders: HeaderFields? { handshake?.headers }

    /// The HTTP status of the answer to the upgrade, for a client once it is known.
    public var handshakeStatus: Int? { handshake?.status }

    /// The payload of the ping or pong last received; at most 125 bytes.
    public var controlPayload: [UInt8] { decoder.controlPayload }

    /// Bytes of frames that the kernel has not taken yet.
    public var currentOutboundBufferedAmount: Int {
        backlog.count + (loop.outgoing.isOwned(by: self) ? loop.outgoing.count : 0)
    }

    /// Received bytes that may wait in the packet queue.
    public var inboundBufferSize: Int { options.inboundBufferSize }
    /// Bytes that may wait for the kernel.
    public var outboundBufferSize: Int { options.outboundBufferSize }
    /// Packets that may wait in the packet queue.
    public var maximumQueuedPackets: Int { options.maximumQueuedPackets }
    /// The interval of heartbeat pings in nanoseconds; 0 for none.
    public var heartbeatInterval: UInt64 { options.heartbeatInterval }

    /// Whether small segments are sent at once.
    public func setNoDelay(_ isOn: Bool) { transport?.setNoDelay(isOn) }
}
