public import NetworkIO
public import WebSocketProtocol

extension PeerLoop {
    /// The part of a loop that every event or message touches.
    @usableFromInline struct LoopContent {
        @usableFromInline var maskingKeys = MaskingKeyGenerator()
        /// The peers by the slot that the event loop gave their sockets.
        @usableFromInline var peers: [PeerReference?] = []
        @usableFromInline var wireCounts = WireCounts()
        /// Whether events are being handled; a handler holds what a second run would overwrite.
        @usableFromInline var isRunning = false
        /// Nil until a connection agrees on compression.
        var compression: LoopCompression?

        init() {}
    }

    /// What the loop's compressing peers share.
    var sharedCompression: LoopCompression {
        if let made = owned.state.compression { return made }
        let made = LoopCompression()
        owned.state.compression = made
        return made
    }

    /// The memory of the loop's compression contexts, those of its peers included, in bytes; 0 until there are any.
    public var compressionByteCount: Int { owned.state.compression?.pool.memory.byteCount ?? 0 }

    @inlinable var maskingKeys: MaskingKeyGenerator {
        @inline(__always) _read { yield owned.state.maskingKeys }
        @inline(__always) _modify { yield &owned.state.maskingKeys }
    }

    @inlinable var peers: [PeerReference?] {
        @inline(__always) _read { yield owned.state.peers }
        @inline(__always) _modify { yield &owned.state.peers }
    }

    /// The counts of both kinds of peers.
    @usableFromInline struct WireCounts {
        @usableFromInline var client = Counts()
        @usableFromInline var server = Counts()

        init() {}

        @inlinable subscript(role: Role) -> Counts {
            get { role == .client ? client : server }
            @inline(__always) _modify {
                if role == .client { yield &client } else { yield &server }
            }
        }
    }
}
