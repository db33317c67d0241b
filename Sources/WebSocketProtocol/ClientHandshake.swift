/// The client's half of the opening handshake (RFC 6455 section 4.1): one request, and the judgement of the answer.
public struct ClientHandshake: Sendable {
    /// How far the handshake is.
    public enum Progress: Equatable, Sendable {
        /// The answer is not complete.
        case needsMore
        /// The connection is open; what follows in the span are frames.
        case accepted(HandshakeResponse)
        /// The connection did not open; close the transport.
        case failed(HandshakeError)
    }

    /// The bytes to send.
    public let request: [UInt8]
    /// The answer once its head is whole, also where it refuses; for its status and header fields.
    public internal(set) var response: HandshakeResponse?
    let subprotocols: [String]
    let extensions: [WebSocketExtension]
    let nonce: HandshakeNonce
    private var head: HandshakeHead
    private var outcome = Progress.needsMore

    /// Makes the request.
    ///
    /// `host` is the value of `Host`, with the port where it is not the default; `resource` is path and query. Throws
    /// where a part could not be sent as it is, so that no value can add a line of its own. An answer with an extension
    /// that is not among `extensions` fails; the parameters of those that are, the caller judges.
    public init(
        host: String,
        resource: String,
        subprotocols: [String] = [],
        extensions: [WebSocketExtension] = [],
        extraHeaders: [(String, String)] = [],
        nonce: HandshakeNonce,
        limits: HandshakeLimits = .init()
    ) throws(HandshakeError) {
        request = try Self.request(
            host: host, resource: resource, subprotocols: subprotocols, extensions: extensions,
            extraHeaders: extraHeaders, nonce: nonce)
        self.subprotocols = subprotocols
        self.extensions = extensions
        self.nonce = nonce
        head = HandshakeHead(limits: limits)
    }

    /// Takes the next bytes of the answer, split anywhere; `consumed` of them belong to the handshake.
    ///
    /// Once accepted or failed it consumes nothing and tells the same again.
    public mutating func receive(_ bytes: RawSpan, consumed: inout Int) -> Progress {
        consumed = 0
        guard outcome == .needsMore else { return outcome }
        var taken = 0
        do throws(HandshakeError) {
            while let answer = try head.gather(bytes.extracting(consumed..<bytes.byteCount), consumed: &taken) {
                consumed += taken
                taken = 0
                if let response = try judge(answer, head) {
                    outcome = .accepted(response)
                    return outcome
                }
                head.startNext()
            }
            consumed += taken
        } catch {
            consumed += taken
            outcome = .failed(error)
        }
        return outcome
    }
}
