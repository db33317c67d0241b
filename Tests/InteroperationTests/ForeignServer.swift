import NetworkIO
import Testing
import WebSocketPeers
import WebSocketProtocol

/// The servers that Muster's client is tried against.
enum ForeignServer: String, CaseIterable, CustomTestStringConvertible {
    case websockets, aiohttp, ws

    var testDescription: String { rawValue }

    func start() throws -> (ChildProcess, url: String) {
        let child =
            switch self {
            case .websockets: try ChildProcess(.python, "websockets_server.py")
            case .aiohttp: try ChildProcess(.python, "aiohttp_server.py")
            case .ws: try ChildProcess(.node, "ws_server.js")
            }
        return (child, "ws://127.0.0.1:\(try child.line("PORT"))")
    }
}

/// Polls a peer until `condition` holds; false after `seconds`.
func poll(_ peer: WebSocketPeer, seconds: Double = 60, until condition: () -> Bool) -> Bool {
    let end = Instant.now() + UInt64(seconds * 1e9)
    while !condition() {
        guard Instant.now() < end else { return false }
        peer.poll(waitingAtMost: 1_000_000)
    }
    return true
}

/// A polled peer whose opening handshake has succeeded.
func connected(_ url: String, protocols: [String] = [], headers: [(String, String)] = []) throws -> WebSocketPeer {
    let peer = try WebSocketPeer()
    peer.options.outboundBufferSize = 1 << 20
    try peer.connect(to: url, protocols: protocols, headers: headers)
    try #require(poll(peer) { peer.readyState != .connecting })
    try #require(peer.handshakeStatus == 101, "\(String(describing: peer.failure))")
    return peer
}
