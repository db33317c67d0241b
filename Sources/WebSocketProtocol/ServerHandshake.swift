/// The server's half of the opening handshake (RFC 6455 section 4.2): the judgement of a request.
public struct ServerHandshake: Sendable {
    /// How far the handshake is.
    public enum Progress: Equatable, Sendable {
        /// The request is not complete.
        case needsMore
        /// A valid request; answer with `acceptance(of:subprotocol:extraHeaders:)` or a refusal.
        case requested(HandshakeRequest)
        /// Answer with `refusal(of:)`.
        case failed(HandshakeError)
    }

    private var head: HandshakeHead
    private var outcome = Progress.needsMore

    /// Makes a handshake that waits for a request.
    public init(limits: HandshakeLimits = .init()) { head = HandshakeHead(limits: limits) }

    /// Takes the next bytes of the request, split anywhere; `consumed` of them belong to the handshake.
    ///
    /// Once requested or failed it consumes nothing and tells the same again.
    public mutating func receive(_ bytes: RawSpan, consumed: inout Int) -> Progress {
        consumed = 0
        guard outcome == .needsMore else { return outcome }
        do throws(HandshakeError) {
            if let bytes = try head.gather(bytes, consumed: &consumed) {
                outcome = .requested(try Self.judge(bytes, head))
            }
        } catch {
            outcome = .failed(error)
        }
        return outcome
    }

    /// The first of the client's subprotocols that the server supports, or nil (section 4.2.2).
    public static func chooseSubprotocol(offered: [String], supported: [String]) -> String? {
        offered.first(where: supported.contains)
    }
}
