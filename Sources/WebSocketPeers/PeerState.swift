public import NetworkIO
public import WebSocketProtocol

/// The part of a peer that every message touches.
@usableFromInline struct PeerState {
    /// What the connection is doing, below the WebSocket protocol.
    @usableFromInline enum Stage: UInt8 {
        case idle, resolving, connecting, handshaking, established
        /// This side says nothing more but what is queued, and waits for the other side to end too.
        case ending
        case ended

        @inlinable var receives: Bool { self == .established || self == .handshaking || self == .ending }
    }

    @usableFromInline var decoder = FrameDecoder(role: .client)
    @usableFromInline var closing = ClosingHandshake(role: .client)
    @usableFromInline var transport: Transport?
    @usableFromInline var backlog = Backlog()
    @usableFromInline var tag = 0
    @usableFromInline var role = Role.client
    @usableFromInline var stage = Stage.idle
    @usableFromInline var pauses: Pause = []
    @usableFromInline var awaitsPong = false
    @usableFromInline var checksText = true
    /// Nil unless compression was agreed on.
    @usableFromInline var compression: PeerCompression?

    init() {}
}

extension WebSocketPeer {
    /// Which end this is; a peer that was never connected is a client.
    @inlinable public internal(set) var role: Role {
        get { owned.state.role }
        set { owned.state.role = newValue }
    }

    /// A number for the owner's use, such as an index into its own table; the peer does not look at it.
    @inlinable public var tag: Int {
        get { owned.state.tag }
        set { owned.state.tag = newValue }
    }

    @inlinable var stage: PeerState.Stage {
        get { owned.state.stage }
        set { owned.state.stage = newValue }
    }

    @inlinable var decoder: FrameDecoder {
        @inline(__always) _read { yield owned.state.decoder }
        @inline(__always) _modify { yield &owned.state.decoder }
    }

    @inlinable var closing: ClosingHandshake {
        @inline(__always) _read { yield owned.state.closing }
        @inline(__always) _modify { yield &owned.state.closing }
    }

    @inlinable var transport: Transport? {
        get { owned.state.transport }
        set { owned.state.transport = newValue }
    }

    @inlinable var backlog: Backlog {
        @inline(__always) _read { yield owned.state.backlog }
        @inline(__always) _modify { yield &owned.state.backlog }
    }

    @inlinable var pauses: Pause {
        get { owned.state.pauses }
        set { owned.state.pauses = newValue }
    }

    @inlinable var awaitsPong: Bool {
        get { owned.state.awaitsPong }
        set { owned.state.awaitsPong = newValue }
    }

    @inlinable var checksText: Bool {
        get { owned.state.checksText }
        set { owned.state.checksText = newValue }
    }
}
