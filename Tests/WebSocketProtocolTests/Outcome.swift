import WebSocketProtocol

/// What a stream of frames says in the end, whatever the splits: the same for decoder and oracle.
enum Outcome: Equatable {
    case message(MessageKind, [UInt8])
    case ping([UInt8])
    case pong([UInt8])
    case close(CloseCode?, String)
    case violation(ProtocolViolation)
}
