/// What must come of an opening handshake, the same in every variant.
struct HandshakeExpectation: Decodable, Sendable {
    private enum Keys: String, CodingKey, CaseIterable {
        case opens, subprotocol, resource, extensions, agreed, delivers, error, status, waits
    }

    /// Whether the connection opens.
    let opens: Bool
    let subprotocol: String?
    /// The resource that a server's end was asked for.
    let resource: String?
    /// The value of the `Sec-WebSocket-Extensions` that Muster's end sends: a server's answer, nil for none, or a client's
    /// offer, nil for any where it compresses.
    let extensions: String?
    /// The compression in force, as `CompressionParameters` writes it; nil for none.
    let agreed: String?
    /// What is handed on of the frames that follow.
    let deliveries: [CaseExpectation.Delivery]
    /// The name of the `HandshakeError`.
    let error: String?
    /// The HTTP status that a server's end answers, or a client's end is told of.
    let status: Int?
    /// Whether the head is not complete.
    let waits: Bool

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        opens = try values.decodeIfPresent(Bool.self, forKey: .opens) ?? false
        subprotocol = try values.decodeIfPresent(String.self, forKey: .subprotocol)
        resource = try values.decodeIfPresent(String.self, forKey: .resource)
        extensions = try values.decodeIfPresent(String.self, forKey: .extensions)
        agreed = try values.decodeIfPresent(String.self, forKey: .agreed)
        deliveries = try values.decodeIfPresent([CaseExpectation.Delivery].self, forKey: .delivers) ?? []
        error = try values.decodeIfPresent(String.self, forKey: .error)
        status = try values.decodeIfPresent(Int.self, forKey: .status)
        waits = try values.decodeIfPresent(Bool.self, forKey: .waits) ?? false
        guard [opens, error != nil, waits].count(where: \.self) == 1 else {
            throw decoder.corrupted("one of opens, error and waits")
        }
    }
}
