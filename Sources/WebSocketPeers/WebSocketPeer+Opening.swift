import NetworkIO
import WebSocketProtocol

extension WebSocketPeer {
    /// Connects to a URL without blocking: names are resolved off this queue, and every address is tried in turn.
    ///
    /// - Throws: `PeerError` if the URL, a header or the state of the peer does not allow it; what happens later is
    ///   told by `readyState` and `failure`.
    public func connect(
        to url: String, protocols: [String] = [], headers: [(String, String)] = []
    ) throws(PeerError) {
        let target: WebSocketURL
        do { target = try WebSocketURL(parsing: url) } catch { throw .invalidURL(error.description) }
        try connect(ConnectionRequest(url: target, subprotocols: protocols, headers: headers, options: options))
    }

    /// Resolves the request's host and connects to it, without blocking.
    ///
    /// - Throws: `PeerError` if the request or the state of the peer does not allow it.
    public func connect(_ request: ConnectionRequest) throws(PeerError) {
        try prepare(request)
        stage = .resolving
        openingDeadline = loop.events.refreshNow() + options.openingTimeout
        deadline = loop.resolve(request.url, for: self, until: openingDeadline)
    }

    /// Connects to an address that is known already, from `source` if given, without blocking.
    ///
    /// - Throws: `PeerError` if the request or the state of the peer does not allow it; a refused connection is told by
    ///   `PeerHandler.peerClosed` and `failure`.
    public func connect(
        to address: SocketAddress, from source: SocketAddress? = nil, _ request: ConnectionRequest
    ) throws(PeerError) {
        try prepare(request)
        opening?.sourceAddress = source
        openingDeadline = loop.events.refreshNow() + options.openingTimeout
        connectTransport(to: address)
    }

    /// Takes over a connected socket as the server's end; the client's request is awaited.
    ///
    /// - Throws: `PeerError` if the peer is connected already or the loop can take no more sockets; the socket stays
    ///   the caller's then.
    public func accept(_ socket: Socket, from address: SocketAddress? = nil) throws(PeerError) {
        try accept(.socket(socket), from: address ?? socket.remoteAddress)
    }

    /// Takes over a connected transport as the server's end.
    func accept(_ transport: Transport, from address: SocketAddress?) throws(PeerError) {
        try checkUnconnected()
        reset(role: .server)
        opening = Opening(.server(ServerHandshake(limits: options.handshakeLimits)))
        self.transport = transport
        remoteAddress = address
        transport.setNoDelay(options.noDelay)
        times.connectStarted = loop.events.now
        times.connected = loop.events.now
        stage = .handshaking
        interest = [.readable]
        do {
            token = try loop.register(self, transport, interest: interest)
        } catch {
            stage = .idle
            self.transport = nil
            opening = nil
            throw .system("\(error)")
        }
        startDeadline(at: loop.events.refreshNow() + options.openingTimeout)
    }

    /// Connects through memory to a listener of this peer's own loop; the other end is a peer of that loop, too.
    ///
    /// - Throws: `PeerError` if the request or the state of the peer does not allow it.
    public func connect(to listener: MemoryListener, _ request: ConnectionRequest) throws(PeerError) {
        precondition(listener.loop === loop, "a link through memory joins two peers of one loop")
        try prepare(request)
        openingDeadline = loop.events.refreshNow() + options.openingTimeout
        stage = .connecting
        times.connectStarted = loop.events.now
        let (near, far) = loop.events.connectInMemory()
        do { try watch(.memory(near)) } catch {
            far.reset()
            return end(.connect(error))
        }
        do { try listener.accept(far) } catch { far.reset() }
    }

    private func prepare(_ request: ConnectionRequest) throws(PeerError) {
        try checkUnconnected()
        guard !request.url.isSecure else { throw .invalidURL("TLS (wss:) is not supported by this version") }
        let handshake: ClientHandshake
        do {
            handshake = try ClientHandshake(
                host: request.url.hostHeader, resource: request.url.resource, subprotocols: request.subprotocols,
                extensions: request.options.compression.map { [$0.offer] } ?? [], extraHeaders: request.headers,
                nonce: HandshakeNonce(generator: &loop.maskingKeys),
                limits: request.options.handshakeLimits)
        } catch {
            throw .invalidHandshake(error)
        }
        sharedOptions = request.sharedOptions
        reset(role: .client)
        self.request = request
        opening = Opening(.client(handshake))
    }

    private func checkUnconnected() throws(PeerError) {
        guard stage == .idle || stage == .ended else { throw .alreadyConnected }
        guard !endIsPending else { throw .endNotTold }
        guard !loop.isShutDown else { throw .system("the peer's loop has been shut down") }
    }

    /// Makes the peer as new, but for its options, its queue of packets and its owner's tag.
    private func reset(role: Role) {
        self.role = role
        request = nil
        remoteAddress = nil
        decoder = FrameDecoder(role: role, limits: options.limits, validatesText: options.validatesText)
        owned.state.compression = nil
        closing = ClosingHandshake(role: role)
        checksText = options.validatesText
        times = ConnectionTimes()
        backlog = Backlog()
        failure = nil
        handshake = nil
        pauses = []
        awaitsPong = false
        shutsDownWhenDrained = false
        sendFailed = false
        closeHasLeft = false
        resetsTransport = false
        localReason = nil
        lastPing = Instant(nanoseconds: 0)
        resolution = 0
    }

    /// Goes on with the addresses that the resolver found.
    func resolved(_ result: Result<[SocketAddress], NetworkError>) {
        guard stage == .resolving else { return }
        switch result {
        case .failure(let error): end(.resolve(error))
        case .success(let addresses):
            guard let first = addresses.first, let url = request?.url else {
                return end(.resolve(.resolve(host: request?.url.host ?? "", message: "no address")))
            }
            opening?.remainingAddresses = addresses.dropFirst()
            connectTransport(to: first.withPort(url.port))
        }
    }

    private func connectTransport(to address: SocketAddress) {
        remoteAddress = address
        stage = .connecting
        times.connectStarted = loop.events.refreshNow()
        do {
            let (socket, _) = try Socket.connect(to: address, from: opening?.sourceAddress, noDelay: options.noDelay)
            try watch(.socket(socket))
        } catch {
            tryNextAddress(orEnd: .connect(error))
        }
    }

    private func watch(_ transport: Transport) throws(NetworkError) {
        interest = [.readable, .writable]
        do {
            token = try loop.register(self, transport, interest: interest)
        } catch {
            transport.close()
            throw error
        }
        self.transport = transport
        startDeadline(at: attemptDeadline)
    }

    /// An address that says nothing leaves time for those behind it.
    private var attemptDeadline: Instant {
        let now = loop.events.refreshNow()
        let left = UInt64(max(0, openingDeadline - now))
        return now + left / UInt64(1 + (opening?.remainingAddresses.count ?? 0))
    }

    /// Connects to the next address, if there is one.
    func tryNextAddress(orEnd failure: PeerFailure) {
        guard let next = opening?.remainingAddresses.popFirst(), let url = request?.url else { return end(failure) }
        releaseTransport()
        connectTransport(to: next.withPort(url.port))
    }

    /// The kernel says that connecting is over, one way or the other.
    @usableFromInline func transportConnected() {
        guard let transport else { return }
        let errno = transport.pendingError()
        guard errno == 0 else {
            return tryNextAddress(orEnd: .connect(.systemCall("connect", errno: errno)))
        }
        times.connected = loop.events.refreshNow()
        stage = .handshaking
        startDeadline(at: openingDeadline)
        if case .client(let handshake)? = opening?.half { writeRaw(handshake.request) }
        flush()
        updateInterest()
    }

    /// Feeds the opening handshake with the first `count` received bytes.
    ///
    /// Returns where the frames begin once the connection is open, or nil.
    @usableFromInline func continueOpening<Handler: PeerHandler>(_ count: Int, _ handler: inout Handler) -> Int? {
        guard let opening else { return nil }
        var consumed = 0
        switch opening.half {
        case .client(var handshake):
            let progress = loop.receiveBuffer.withBytes(count: count) {
                handshake.receive($0.bytes, consumed: &consumed)
            }
            opening.half = .client(handshake)
            if let response = handshake.response {
                self.handshake = HandshakeOutcome.kept(
                    status: response.status, subprotocol: response.subprotocol,
                    headers: options.keepsHandshakeHeaders ? response.headers : nil, request: nil)
            }
            switch progress {
            case .needsMore: return nil
            case .failed(let error): return refused(error)
            case .accepted(let response):
                do { try judgeExtensions(response.extensions) } catch { return refused(error) }
            }
        case .server(var handshake):
            let progress = loop.receiveBuffer.withBytes(count: count) {
                handshake.receive($0.bytes, consumed: &consumed)
            }
            opening.half = .server(handshake)
            switch progress {
            case .needsMore: return nil
            case .failed(let error): return refused(error)
            case .requested(let request):
                guard answer(request, handler.peerRequested(request, by: self)) else { return nil }
            }
        }
        opened()
        handler.peerOpened(self)
        return consumed
    }

    /// Answers a client's request; false if it was refused.
    private func answer(_ request: HandshakeRequest, _ decision: HandshakeDecision) -> Bool {
        // The handler may have ended the connection instead of answering.
        guard stage == .handshaking else { return false }
        switch decision {
        case .accept(let subprotocol, let headers):
            let compression = options.compression.flatMap { settings in
                settings.accept(request.extensions).map { (settings: settings, accepted: $0) }
            }
            writeRaw(
                ServerHandshake.acceptance(
                    of: request, subprotocol: subprotocol, extensions: compression.map { [$0.accepted.answer] } ?? [],
                    extraHeaders: headers))
            if let compression { startCompressing(compression.accepted.parameters, compression.settings) }
            handshake = HandshakeOutcome.kept(
                status: 101, subprotocol: subprotocol, headers: options.keepsHandshakeHeaders ? request.headers : nil,
                request: options.keepsHandshakeHeaders ? request : nil)
            return true
        case .refuse(let status, let reason):
            writeRaw(ServerHandshake.refusal(status: status, reason: reason))
            endAfterDraining(.handshake(.status(status, reason: reason)))
            return false
        }
    }

    private func refused(_ error: HandshakeError) -> Int? {
        if role == .server {
            writeRaw(ServerHandshake.refusal(of: error))
            endAfterDraining(.handshake(error))
        } else {
            end(.handshake(error))
        }
        return nil
    }

    private func opened() {
        stage = .established
        times.opened = loop.events.now
        opening = nil
        stopDeadline()
        if options.heartbeatInterval > 0 { startHeartbeat() }
    }

    /// Writes bytes that are not frames: this side's half of the opening handshake.
    private func writeRaw(_ bytes: [UInt8]) {
        let isMine = claimSendBuffer(for: bytes.count)
        if isMine, bytes.count <= loop.outgoing.room { return unsafe loop.outgoing.append(bytes.span.bytes) }
        // What is written next must queue behind it.
        if isMine { loop.outgoing.release() }
        unsafe backlog.append(bytes.span.bytes)
        updateInterest()
    }
}
