import WebSocketProtocol

/// Muster's end of an open connection, with the other side in the test's hands.
protocol EndUnderTest: AnyObject {
    /// The other side sends bytes, which arrive in one read if they fit one.
    func receive(_ bytes: ArraySlice<UInt8>) throws
    /// Muster's end does something of its own; the name of the error that refuses it.
    func act(_ action: CaseAction) throws -> String?
    /// The other side ends or breaks the transport.
    func transport(_ end: CaseStep.TransportEnd) throws
    /// Everything is over on the other side; `endsFirst` tells whether Muster's end is to have ended the transport.
    func finish(endsFirst: Bool) throws

    /// The rule that was broken, once one was.
    var violation: String? { get }
    /// What has been handed on.
    var record: DeliveryRecord { get }
    /// All that was sent behind the opening handshake.
    var sent: [UInt8] { get }
    /// The state of the closing handshake.
    var ending: Ending { get }
}

/// How Muster's end says that its connection ended.
struct Ending: Equatable {
    var code: UInt16?
    var reason: String
    var by: ClosingHandshake.Initiator?
    var isClean: Bool
    /// Whether Muster's end ended the transport before the other side did (RFC 6455 section 7.1.1).
    var endedFirst: Bool
}
