import Dispatch
import Glibc
import NetworkIO
public import Scenarios
import Synchronization
import WebSocketCompression
public import WebSocketPeers
import WebSocketProtocol

extension LoadRun {
    /// Open files that a process needs besides those of its loops and connections: standard streams, libraries, results.
    private static let otherFiles = 64
    /// Open files of an event loop, see `EventLoop`.
    private static let filesPerLoop = 3

    /// One worker for each processor; one fewer where a server in this process needs one too, and one in all where
    /// there is nothing but the codec.
    static func defaultWorkers(_ endpoint: Endpoint, _ sharesProcess: Bool) -> Int {
        if endpoint == .memoryEcho { return 1 }
        return min(max(1, Processor.available - (sharesProcess ? 1 : 0)), Scenario.maximumWorkers)
    }

    /// Finds the way to the target and makes sure that the machine has it for all the peers; the name's look-up took so
    /// many nanoseconds, if there was one.
    static func route(
        of scenario: Scenario, to target: WebSocketURL, peers: Int, sharesProcess: Bool, workers: Int
    ) throws(LoadError) -> (route: ConnectionRoute, lookUp: UInt64?) {
        if scenario.target.endpoint == .memoryEcho { return (.memory(delay: scenario.target.delay), nil) }
        let (found, lookUp) = try resolve(target)
        let addresses = ofOneFamily(found, timeout: scenario.target.connectTimeout)
        let places = ConnectionPlaces(addresses: addresses, sources: try sources(scenario, for: addresses))
        try checkFiles(peers: peers, filesPerPeer: sharesProcess ? 2 : 1, workers: workers)
        try checkPorts(peers: peers, pairs: places.pairCount)
        return (.network(places), lookUp)
    }

    /// The options of a server that this process runs for a scenario.
    public static func embeddedServerOptions(of scenario: Scenario) -> PeerOptions {
        PeerOptions(
            limits: MessageLimits(maximumMessageBytes: scenario.limits.maximumMessageBytes),
            openingTimeout: scenario.target.connectTimeout, keepsHandshakeHeaders: false,
            compression: scenario.target.compression.map(CompressionOptions.init))
    }

    /// Finds the target's addresses, and says how many nanoseconds it took; nil for an address, which needs no look-up.
    static func resolve(
        _ target: WebSocketURL
    ) throws(LoadError) -> (addresses: [SocketAddress], lookUp: UInt64?) {
        let start = Instant.now()
        let answer = Mutex<Result<[SocketAddress], NetworkError>?>(nil)
        let done = DispatchSemaphore(value: 0)
        Resolver.resolve(host: target.host, port: target.port) { result in
            answer.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        let isAddress = SocketAddress(target.host, port: target.port) != nil
        let lookUp = isAddress ? nil : UInt64(max(0, Instant.now() - start))
        switch answer.withLock({ $0 }) {
        case .success(let addresses)? where !addresses.isEmpty:
            return (addresses, lookUp)
        case .failure(let error)?: throw .unresolved(error)
        default: throw .unresolved(.resolve(host: target.host, message: "no address"))
        }
    }

    /// The addresses of the first family whose first address somebody listens on; else those of the first family.
    ///
    /// A name such as localhost may have addresses of two families, and the server only one. Blocks, for each family at
    /// most `timeout` nanoseconds; does nothing if there is one family only.
    static func ofOneFamily(_ addresses: [SocketAddress], timeout: UInt64) -> [SocketAddress] {
        guard let first = addresses.first else { return [] }
        var chosen = first.family
        if addresses.contains(where: { $0.family != chosen }) {
            var tried: [SocketAddress.Family] = []
            for address in addresses where !tried.contains(address.family) {
                tried.append(address.family)
                if answers(address, within: timeout) {
                    chosen = address.family
                    break
                }
            }
        }
        return addresses.filter { $0.family == chosen }
    }

    /// Whether a TCP connection to that address comes about; it is closed at once.
    private static func answers(_ address: SocketAddress, within timeout: UInt64) -> Bool {
        let end = Instant.now() + timeout
        guard let (socket, progress) = try? Socket.connect(to: address) else { return false }
        defer { socket.close() }
        if progress == .connected { return true }
        while socket.remoteAddress == nil {
            guard socket.pendingError() == 0, Instant.now() < end else { return false }
            usleep(1_000)
        }
        return true
    }

    /// The scenario's source addresses, each of which this machine has and the target can be reached from.
    static func sources(_ scenario: Scenario, for targets: [SocketAddress]) throws(LoadError) -> [SocketAddress] {
        var sources: [SocketAddress] = []
        for text in scenario.sourceAddresses {
            guard let address = SocketAddress(text, port: 0) else { throw .sourceAddress(text) }
            do throws(NetworkError) {
                if let target = targets.first, target.family != address.family {
                    throw .invalidAddress("the target \(target) is of another family")
                }
                // Whoever may listen on an address may connect from it.
                try Socket.listen(on: address).close()
            } catch {
                throw .sourceUnusable(text, error)
            }
            sources.append(address)
        }
        return sources
    }

    /// Two files a peer mean that the server is in this process, with a loop and a listener for each processor at most.
    static func checkFiles(peers: Int, filesPerPeer: Int, workers: Int) throws(LoadError) {
        let allowed = FileLimit.raise().soft
        let ofServer = filesPerPeer > 1 ? (filesPerLoop + 1) * Processor.available : 0
        let needed = peers * filesPerPeer + workers * filesPerLoop + ofServer + otherFiles
        guard UInt64(needed) <= allowed else { throw .fileLimit(needed: needed, allowed: allowed) }
    }

    static func checkPorts(peers: Int, pairs: Int) throws(LoadError) {
        guard let ports = EphemeralPorts.available else { return }
        let perPair = (peers + pairs - 1) / pairs
        guard perPair <= ports.count else { throw .sourcePorts(needed: perPair, available: ports.count) }
    }

    /// Makes one request on trial.
    static func check(_ connection: ConnectionRequest) throws(LoadError) {
        guard !connection.url.isSecure else { throw .request("TLS (wss:) is not supported by this version") }
        var keys = MaskingKeyGenerator()
        do {
            _ = try ClientHandshake(
                host: connection.url.hostHeader, resource: connection.url.resource,
                subprotocols: connection.subprotocols, extraHeaders: connection.headers,
                nonce: HandshakeNonce(generator: &keys))
        } catch {
            throw .request(error.description)
        }
    }

    static func requests(of group: PeerGroup, _ scenario: Scenario, _ target: WebSocketURL) -> GroupRequests {
        func request(answersClose: Bool) -> ConnectionRequest {
            let options = PeerOptions(
                limits: MessageLimits(maximumMessageBytes: scenario.limits.maximumMessageBytes),
                openingTimeout: scenario.target.connectTimeout, answersClose: answersClose,
                heartbeatInterval: group.heartbeat ?? 0, noDelay: scenario.target.noDelay,
                keepsHandshakeHeaders: false, compression: scenario.target.compression.map(CompressionOptions.init))
            return ConnectionRequest(
                url: target, subprotocols: scenario.target.subprotocols,
                headers: scenario.target.headers.map { ($0.name, $0.value) }, options: options)
        }
        return GroupRequests(answering: request(answersClose: true), silent: request(answersClose: false))
    }
}
