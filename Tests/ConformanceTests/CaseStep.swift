import WebSocketProtocol

/// One thing that happens in a case.
enum CaseStep: Decodable {
    /// The other side sends a frame.
    case frame(CaseFrame)
    /// Muster's end does something of its own.
    case act(CaseAction)
    /// The other side ends its sending direction, or breaks the connection.
    case transport(TransportEnd)

    enum TransportEnd: String, Decodable { case ends, resets }

    private enum Keys: String, CodingKey { case op, does, other }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        if values.contains(.op) {
            self = .frame(try CaseFrame(from: decoder))
        } else if values.contains(.does) {
            self = .act(try CaseAction(from: decoder))
        } else {
            self = .transport(try decoder.strictContainer(of: OtherKeys.self).decode(TransportEnd.self, forKey: .other))
        }
    }

    private enum OtherKeys: String, CodingKey, CaseIterable { case other }
}

/// What Muster's end does by itself in a case.
struct CaseAction: Decodable {
    enum Kind: String, Decodable { case text, binary, ping, close }

    private enum Keys: String, CodingKey, CaseIterable { case does, payload, code, reason, refused }

    let kind: Kind
    let payload: [UInt8]
    /// Of a close; nil where the case gives none.
    let code: CloseCode?
    let reason: String
    /// The name of the `PeerError` that refuses it, if it must be refused.
    let refusal: String?

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        kind = try values.decode(Kind.self, forKey: .does)
        payload = try values.decodeIfPresent(Octets.self, forKey: .payload)?.bytes ?? []
        code = try values.decodeIfPresent(UInt16.self, forKey: .code).map(CloseCode.init(rawValue:))
        reason = String(decoding: try values.decodeIfPresent(Octets.self, forKey: .reason)?.bytes ?? [], as: UTF8.self)
        refusal = try values.decodeIfPresent(String.self, forKey: .refused)
        guard (kind == .close) == (code != nil) else { throw decoder.corrupted("a close has a code, nothing else has") }
    }
}
