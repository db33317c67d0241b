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
    var shutsDownWhenDrained = false
    var resetsTransport = false
    var sendFailed = false
    var token: EventToken?
    var interest: Readiness = []
    var deadline = TimerToken.none
    /// When the last heartbeat ping was sent; zero before the first.
    public internal(set) var lastPing = Instant(nanoseconds: 0)
    var openingDeadline = Instant(nanoseconds: 0)
    /// The number of the resolution that is under way, of those of the loop.
    var resolution: UInt64 = 0
    var heartbeat = TimerToken.none
    @usableFromInline var opening: Opening?
    var established: HandshakeOutcome?
    var packets: PacketQueue?
    var localReason: String?
    var partialMessage: [UInt8] = []
    var remoteAddress: SocketAddress?

    /// Makes an unconnected peer on a loop; connect it, or give it an accepted socket.
    public init(on loop: PeerLoop) { self.loop = loop }

    deinit { owned.deallocate() }

    /// Makes an unconnected peer to be polled on its own, with a loop of its own.
    ///
    /// - Throws: `PeerError.system` if the process may open no more descriptors.
    public convenience init() throws(PeerError) {
        do {
            self.init(on: try PeerLoop(receiveCapacity: 65_536, sendCapacity: 65_536))
        } catch {
            throw .system("\(error)")
        }
    }
}

extension WebSocketPeer {
    /// Where the peer is in the life of its connection.
    public var readyState: ReadyState {
        switch stage {
        case .idle, .ended: .closed
        case .resolving, .connecting, .handshaking: .connecting
        case .established: closing.phase == .open ? .open : .closing
        }
    }

    /// The stage that an attempt to connect has reached.
    public var connectionStage: ConnectionStage {
        switch stage {
        case .idle, .resolving: .resolve
        case .connecting: .connect
        case .handshaking: .http
        case .established, .ended: .open
        }
    }

    /// Whether messages may be sent.
    @inlinable public var isOpen: Bool { owned.state.stage == .established && owned.state.closing.phase == .open }

    /// Whether the connection stands: true until the closing handshake ends or the transport fails.
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
    public var wasCleanClose: Bool { closing.wasClean }

    /// The URL asked for; nil for a server's peer.
    public var requestedURL: String? { role == .client ? request?.url.description : established?.request?.resource }

    /// The subprotocols that were offered.
    public var supportedProtocols: [String] {
        role == .client ? request?.subprotocols ?? [] : established?.request?.subprotocols ?? []
    }

    /// The subprotocol that both sides agreed on.
    public var selectedProtocol: String? { established?.subprotocol }

    /// The header fields that this side added to its half of the opening handshake.
    public var handshakeHeaders: [(String, String)] { request?.headers ?? [] }

    /// The other side's header fields, if they are kept.
    public var receivedHeaders: HeaderFields? { established?.headers }

    /// The HTTP status of the answer to the upgrade, for a client once it is known.
    public var handshakeStatus: Int? {
        if case .handshake(.status(let status, _)) = failure { return status }
        return established == nil ? nil : 101
    }

    /// The payload of the ping or pong last received; at most 125 bytes.
    public var controlPayload: [UInt8] { decoder.controlPayload }

    /// Bytes of frames that the kernel has not taken yet.
    public var currentOutboundBufferedAmount: Int {
        backlog.count + (loop.outgoing.owner === self ? loop.outgoing.count : 0)
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
    public func setNoDelay(_ isOn: Bool) {
        if case .socket(let socket)? = transport { socket.setNoDelay(isOn) }
    }
}
