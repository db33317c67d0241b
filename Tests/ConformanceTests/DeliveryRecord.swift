import WebSocketProtocol

/// What Muster's end handed on, message by message.
struct DeliveryRecord {
    typealias Delivery = CaseExpectation.Delivery

    private(set) var deliveries: [Delivery] = []
    private var message: [UInt8] = []
    private var openKind: MessageKind?

    /// What was handed on of a message that has not ended.
    var incomplete: Delivery? { openKind.map { Self.delivery($0, message) } }

    mutating func append(_ payload: RawSpan, _ piece: MessagePiece) {
        if piece.isStart { message = [] }
        unsafe payload.withUnsafeBytes { unsafe message.append(contentsOf: $0) }
        openKind = piece.isEnd ? nil : piece.kind
        if piece.isEnd { deliveries.append(Self.delivery(piece.kind, message)) }
    }

    mutating func appendPong(_ payload: [UInt8]) { deliveries.append(.pong(payload)) }

    private static func delivery(_ kind: MessageKind, _ bytes: [UInt8]) -> Delivery {
        kind == .text ? .text(bytes) : .binary(bytes)
    }
}

extension CaseExpectation.Delivery: CustomStringConvertible {
    var description: String {
        switch self {
        case .text(let bytes): "text \(excerpt(bytes))"
        case .binary(let bytes): "binary \(excerpt(bytes))"
        case .pong(let bytes): "pong \(excerpt(bytes))"
        }
    }
}

/// Bytes as a failure message shows them.
func excerpt(_ bytes: [UInt8]) -> String {
    let head = bytes.prefix(48)
    let isPlain = head.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    let text =
        isPlain
        ? "\"\(String(decoding: head, as: UTF8.self))\""
        : head.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(separator: " ")
    return bytes.count > 48 ? "\(text)… (\(bytes.count) bytes)" : text
}
