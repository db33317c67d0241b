import Results
import WebSocketProtocol

/// One reply that never comes must not make all that follow it look wrong.
extension Traffic {
    /// So many messages behind the oldest are compared with a reply that does not fit.
    static let lostReplyLimit = 16

    /// The place of a message behind the oldest whose echo this is; nil if there is none. Only for a whole message.
    ///
    /// Stops at a message that is answered with anything: the reply may be its own.
    mutating func positionOfLaterEcho(
        _ payload: RawSpan, _ piece: MessagePiece, for virtual: borrowing VirtualPeer
    ) -> Int? {
        guard virtual.inFlight.count > 1 else { return nil }
        for position in 1..<min(virtual.inFlight.count, 1 + Self.lostReplyLimit) {
            let exchange = virtual.inFlight[position]
            let message = catalog.messages[exchange.message]
            guard message.expectation == .echo else { return nil }
            if isExpected(payload, piece, at: 0, message, peer: virtual.index, sequence: exchange.sequence) {
                return position
            }
        }
        return nil
    }

    /// Counts the `count` oldest messages of a peer as missing; returns for how many others that makes room.
    mutating func loseOldest(_ count: Int, of virtual: inout VirtualPeer) -> Int {
        recorder.count(.missing, UInt64(count))
        var timedOut = 0
        for position in 0..<count {
            let exchange = virtual.inFlight[position]
            // Those that timed out were counted as errors then, and others have taken their places.
            if exchange.hasTimedOut {
                timedOut += 1
            } else {
                recorder.countFailure(Failure(kind: .missing, detail: catalog.names[exchange.message]))
            }
        }
        for _ in 0..<count { virtual.inFlight.removeFirst() }
        inFlightCount &-= count
        virtual.timedOut -= timedOut
        return count - timedOut
    }
}
