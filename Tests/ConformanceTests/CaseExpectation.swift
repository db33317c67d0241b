import WebSocketProtocol

/// What must come of a case, the same in every variant.
///
/// Without `violation`, `close` or `waits` the connection must still be open and usable.
struct CaseExpectation: Decodable {
    /// A message or a pong that is handed on.
    enum Delivery: Equatable, Decodable {
        case text([UInt8])
        case binary([UInt8])
        case pong([UInt8])

        private enum Keys: String, CodingKey, CaseIterable { case text, binary, pong }

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(of: Keys.self)
            guard values.allKeys.count == 1 else { throw decoder.corrupted("one of text, binary and pong") }
            let bytes = try values.decode(Octets.self, forKey: values.allKeys[0]).bytes
            switch values.allKeys[0] {
            case .text: self = .text(bytes)
            case .binary: self = .binary(bytes)
            case .pong: self = .pong(bytes)
            }
        }
    }

    /// A rule that the other side broke.
    struct Violation: Decodable {
        /// The name of the `ProtocolViolation`.
        let rule: String
        /// The close code that is sent; nil where a close frame was sent before.
        let code: UInt16?
        /// The frame that breaks the rule; the last of the case where not told.
        let frame: Int?
        /// How many bytes of its payload must have come until then; 0 where the header tells.
        let byte: Int

        private enum Keys: String, CodingKey, CaseIterable { case rule, code, frame, byte }

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(of: Keys.self)
            rule = try values.decode(String.self, forKey: .rule)
            code = try values.decodeIfPresent(UInt16.self, forKey: .code)
            frame = try values.decodeIfPresent(Int.self, forKey: .frame)
            byte = try values.decodeIfPresent(Int.self, forKey: .byte) ?? 0
        }
    }

    /// How the connection ended.
    struct Close: Decodable {
        enum Initiator: String, Decodable { case local, remote, transport }

        let code: UInt16
        /// Nil for any.
        let reason: String?
        let by: Initiator
        let isClean: Bool

        private enum Keys: String, CodingKey, CaseIterable { case code, reason, by, clean }

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(of: Keys.self)
            code = try values.decode(UInt16.self, forKey: .code)
            reason = try values.decodeIfPresent(Octets.self, forKey: .reason).map {
                String(decoding: $0.bytes, as: UTF8.self)
            }
            by = try values.decode(Initiator.self, forKey: .by)
            isClean = try values.decodeIfPresent(Bool.self, forKey: .clean) ?? true
        }
    }

    let deliveries: [Delivery]
    /// What was handed on of a message that did not end.
    let incomplete: Delivery?
    /// The frames that Muster's end sends, in order; the close frame that a violation or the other side's close calls
    /// for is not among them.
    let sends: [CaseFrame]
    let violation: Violation?
    let close: Close?
    /// Whether the other side stops within a frame.
    let waits: Bool

    private enum Keys: String, CodingKey, CaseIterable { case delivers, incomplete, sends, violation, close, waits }

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        deliveries = try values.decodeIfPresent([Delivery].self, forKey: .delivers) ?? []
        incomplete = try values.decodeIfPresent(Delivery.self, forKey: .incomplete)
        sends = try values.decodeIfPresent([CaseFrame].self, forKey: .sends) ?? []
        violation = try values.decodeIfPresent(Violation.self, forKey: .violation)
        close = try values.decodeIfPresent(Close.self, forKey: .close)
        waits = try values.decodeIfPresent(Bool.self, forKey: .waits) ?? false
    }
}
