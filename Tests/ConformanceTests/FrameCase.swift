import WebSocketProtocol

/// One case of an open connection: what happens, and what must come of it.
struct FrameCase: Decodable, Sendable {
    private enum Keys: String, CodingKey, CaseIterable {
        case id, title, section, role, compression, declined, limits, chops, steps, expect
    }

    let id: String
    let title: String
    /// Of RFC 6455, or with `RFC nnnn` before it.
    let section: String
    /// The roles that Muster's end has; both where the case names none.
    let roles: [Role]
    /// What was negotiated, as the value of `Sec-WebSocket-Extensions` of the answer.
    let compression: AgreedCompression?
    /// Whether Muster's end would compress so, and the other side does not offer or accept it.
    let isDeclined: Bool
    let limits: MessageLimits
    /// The sizes of the reads, besides all in one; each byte of its own where the case names none.
    let chops: [Int]
    let steps: [CaseStep]
    let expectation: CaseExpectation

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        id = try values.decode(String.self, forKey: .id)
        title = try values.decode(String.self, forKey: .title)
        section = try values.decode(String.self, forKey: .section)
        roles = try values.decodeIfPresent(CaseRole.self, forKey: .role).map { [$0.role] } ?? [.client, .server]
        compression = try values.decodeIfPresent(String.self, forKey: .compression).map { text in
            guard let compression = AgreedCompression(text) else { throw decoder.corrupted("no compression: \(text)") }
            return compression
        }
        isDeclined = try values.decodeIfPresent(Bool.self, forKey: .declined) ?? false
        guard !isDeclined || compression != nil else { throw decoder.corrupted("\(id): nothing to decline") }
        limits = try values.decodeIfPresent(CaseLimits.self, forKey: .limits)?.limits ?? MessageLimits()
        chops = try values.decodeIfPresent([Int].self, forKey: .chops) ?? [1]
        steps = try values.decode([CaseStep].self, forKey: .steps)
        expectation = try values.decode(CaseExpectation.self, forKey: .expect)
    }

    /// What is in force.
    var agreedCompression: AgreedCompression? { isDeclined ? nil : compression }
}

/// The role of Muster's end.
enum CaseRole: String, Decodable {
    case client, server

    var role: Role { self == .client ? .client : .server }
}

/// The limits of Muster's end.
private struct CaseLimits: Decodable {
    private enum Keys: String, CodingKey, CaseIterable { case message, frame, fragments }

    let limits: MessageLimits

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        var limits = MessageLimits()
        if let bytes = try values.decodeIfPresent(Int.self, forKey: .message) { limits.maximumMessageBytes = bytes }
        if let bytes = try values.decodeIfPresent(Int.self, forKey: .frame) { limits.maximumFrameBytes = bytes }
        if let count = try values.decodeIfPresent(Int.self, forKey: .fragments) { limits.maximumFragments = count }
        self.limits = limits
    }
}
