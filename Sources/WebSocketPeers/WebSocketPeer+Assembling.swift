public import WebSocketProtocol

extension WebSocketPeer {
    /// Calls `body` with the whole message once its last piece is in; a message of one piece is passed on as it is.
    ///
    /// For handlers that want messages instead of pieces. What is kept of an incomplete message is freed with it.
    @inlinable public func withWholeMessage(
        _ payload: RawSpan, _ piece: MessagePiece, _ body: (RawSpan) -> Void
    ) {
        if piece.isStart, piece.isEnd {
            body(payload)
        } else {
            assemble(payload, piece, body)
        }
    }

    @usableFromInline @inline(never)
    func assemble(_ payload: RawSpan, _ piece: MessagePiece, _ body: (RawSpan) -> Void) {
        unsafe payload.withUnsafeBytes { unsafe partialMessage.append(contentsOf: $0) }
        guard piece.isEnd else { return }
        let message = partialMessage
        partialMessage = []
        unsafe body(message.span.bytes)
    }
}
