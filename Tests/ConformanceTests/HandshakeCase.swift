import WebSocketCompression
import WebSocketProtocol

/// One case of the opening handshake: what the other side says, and what must come of it.
///
/// The other side's head is a right one with changes, or any bytes (`raw`).
struct HandshakeCase: Decodable, Sendable {
    private enum Keys: String, CodingKey, CaseIterable {
        case id, title, section, role, limits, offers, supports, compression, first, fields, more, raw, then, expect
    }

    let id: String
    let title: String
    let section: String
    /// The role of Muster's end.
    let role: Role
    let limits: HandshakeLimits
    /// The subprotocols that Muster's end offers (client) or supports (server).
    let subprotocols: [String]
    /// How Muster's end is set to compress; nil for not at all.
    let compression: CompressionOptions?
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
        compression = try values.decodeIfPresent(CaseCompression.self, forKey: .compression)?.options
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
