import WebSocketProtocol

/// One case of the opening handshake: what the other side says, and what must come of it.
///
/// The other side's head is a right one with changes, or any bytes (`raw`).
struct HandshakeCase: Decodable, Sendable {
    private enum Keys: String, CodingKey, CaseIterable {
        case id, title, section, role, limits, offers, supports, first, fields, more, raw, then, expect
    }

    let id: String
    let title: String
    let section: String
    /// The role of Muster's end.
    let role: Role
    let limits: HandshakeLimits
    /// The subprotocols that Muster's end offers (client) or supports (server).
    let subprotocols: [String]
    /// The first line, where it is not the right one.
    let firstLine: Octets?
    /// The values of fields of the right head that are another, missing (none) or come more often.
    let fields: [String: [Octets]]
    /// Lines that follow.
    let more: [Octets]
    /// The whole head, line ends included.
    let raw: Octets?
    /// Frames that follow in the same stream.
    let frames: [CaseFrame]
    let expectation: HandshakeExpectation

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        id = try values.decode(String.self, forKey: .id)
        title = try values.decode(String.self, forKey: .title)
        section = try values.decode(String.self, forKey: .section)
        role = try values.decode(CaseRole.self, forKey: .role).role
        limits = try values.decodeIfPresent(Limits.self, forKey: .limits)?.limits ?? HandshakeLimits()
        subprotocols = try values.decodeIfPresent([String].self, forKey: role == .client ? .offers : .supports) ?? []
        firstLine = try values.decodeIfPresent(Octets.self, forKey: .first)
        fields = try values.decodeIfPresent([String: [Octets]].self, forKey: .fields) ?? [:]
        more = try values.decodeIfPresent([Octets].self, forKey: .more) ?? []
        raw = try values.decodeIfPresent(Octets.self, forKey: .raw)
        frames = try values.decodeIfPresent([CaseFrame].self, forKey: .then) ?? []
        expectation = try values.decode(HandshakeExpectation.self, forKey: .expect)
        let names = Self.rightFields(role).map(\.name)
        guard fields.keys.allSatisfy(names.contains), !values.contains(role == .client ? .supports : .offers),
            raw == nil || (firstLine == nil && fields.isEmpty && more.isEmpty)
        else { throw decoder.corrupted("\(id): a change without effect") }
    }

    private struct Limits: Decodable {
        private enum Keys: String, CodingKey, CaseIterable { case bytes, fields }

        let limits: HandshakeLimits

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(of: Keys.self)
            var limits = HandshakeLimits()
            if let bytes = try values.decodeIfPresent(Int.self, forKey: .bytes) { limits.maximumHeaderBytes = bytes }
            if let count = try values.decodeIfPresent(Int.self, forKey: .fields) { limits.maximumHeaderCount = count }
            self.limits = limits
        }
    }
}

/// What must come of an opening handshake, the same in every variant.
struct HandshakeExpectation: Decodable, Sendable {
    private enum Keys: String, CodingKey, CaseIterable {
        case opens, subprotocol, resource, delivers, error, status, waits
    }

    /// Whether the connection opens.
    let opens: Bool
    let subprotocol: String?
    /// The resource that a server's end was asked for.
    let resource: String?
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
        deliveries = try values.decodeIfPresent([CaseExpectation.Delivery].self, forKey: .delivers) ?? []
        error = try values.decodeIfPresent(String.self, forKey: .error)
        status = try values.decodeIfPresent(Int.self, forKey: .status)
        waits = try values.decodeIfPresent(Bool.self, forKey: .waits) ?? false
        guard [opens, error != nil, waits].count(where: \.self) == 1 else {
            throw decoder.corrupted("one of opens, error and waits")
        }
    }
}
