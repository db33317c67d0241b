/// The random value of a client's handshake, sent as `Sec-WebSocket-Key` (RFC 6455 section 4.1).
public struct HandshakeNonce: Sendable {
    /// The 16 bytes of the nonce.
    public let bytes: InlineArray<16, UInt8>

    /// Makes a nonce of the given bytes.
    public init(bytes: InlineArray<16, UInt8>) { self.bytes = bytes }

    /// Makes a random nonce of the next four keys of the generator.
    public init(generator: inout MaskingKeyGenerator) {
        var bytes = InlineArray<16, UInt8>(repeating: 0)
        for word in 0..<4 {
            let bits = generator.next().bits
            for index in 0..<4 { bytes[word * 4 + index] = UInt8(truncatingIfNeeded: bits >> UInt32(8 * index)) }
        }
        self.bytes = bytes
    }

    /// The value of `Sec-WebSocket-Key`.
    public var base64: String { String(decoding: keyText, as: UTF8.self) }

    /// The value of `Sec-WebSocket-Accept` that belongs to the nonce.
    public var acceptKey: String { Self.acceptKey(forKey: base64) }

    /// The value of `Sec-WebSocket-Accept` for a value of `Sec-WebSocket-Key` (section 4.2.2).
    public static func acceptKey(forKey key: String) -> String {
        String(decoding: acceptText(forKey: Array(key.utf8)), as: UTF8.self)
    }

    var keyText: [UInt8] { Base64.encode((0..<16).map { bytes[$0] }) }

    static func acceptText(forKey key: some Sequence<UInt8>) -> [UInt8] {
        var message = Array(key)
        message.append(contentsOf: "258EAFA5-E914-47DA-95CA-C5AB0DC85B11".utf8)
        return Base64.encode(SHA1.digest(message))
    }
}
