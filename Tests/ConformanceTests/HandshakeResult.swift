/// What came of one opening handshake.
struct HandshakeResult {
    var isOpen = false
    var subprotocol: String?
    var resource: String?
    /// The values of the `Sec-WebSocket-Extensions` that Muster's end sent.
    var extensions: [String] = []
    /// The compression in force.
    var agreed: String?
    var deliveries: [CaseExpectation.Delivery] = []
    var error: String?
    /// What a server's end answered, or a client's end was told of.
    var status: Int?
    /// A server's answer.
    var answer: [UInt8] = []
}
