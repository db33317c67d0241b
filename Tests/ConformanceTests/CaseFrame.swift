/// One frame that the other side sends, right or wrong, as a case writes it down.
struct CaseFrame: Decodable, Sendable {
    /// How the payload length is written, where not in the shortest form.
    enum LengthForm: String, Decodable { case short = "7bit", medium = "16bit", long = "64bit" }

    private enum Keys: String, CodingKey, CaseIterable {
        case op, fin, rsv, code, reason, payload, masked, key, length, declared, only, without, split, times
    }

    let opcode: UInt8
    let isFinal: Bool
    let reservedBits: UInt8
    let payload: [UInt8]
    /// Nil for what the rules say: masked by a client, not by a server.
    let isMasked: Bool?
    let key: [UInt8]
    let lengthForm: LengthForm?
    /// The length that the header tells, where it is not the payload's.
    let declaredLength: UInt64?
    /// How many bytes of the frame are really sent, where not all.
    let only: Int?
    /// How many bytes at the frame's end are not sent.
    let without: Int
    /// The message is sent in frames of at most so many bytes.
    let split: Int?
    /// How often the frame is sent.
    let times: Int

    /// A whole, right frame.
    init(opcode: UInt8, payload: [UInt8]) {
        self.opcode = opcode
        self.payload = payload
        (isFinal, reservedBits, isMasked, lengthForm, declaredLength) = (true, 0, nil, nil, nil)
        (key, only, without, split, times) = ([0x37, 0xfa, 0x21, 0x3d], nil, 0, nil, 1)
    }

    static let names =
        ["continuation": 0, "text": 1, "binary": 2, "close": 8, "ping": 9, "pong": 10] as [String: UInt8]

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        let name = try values.decode(String.self, forKey: .op)
        guard let opcode = Self.names[name] ?? UInt8(name), opcode < 16 else {
            throw decoder.corrupted("unknown opcode \"\(name)\"")
        }
        self.opcode = opcode
        isFinal = try values.decodeIfPresent(Bool.self, forKey: .fin) ?? true
        reservedBits = try values.decodeIfPresent(UInt8.self, forKey: .rsv) ?? 0
        var payload = try values.decodeIfPresent(Octets.self, forKey: .payload)?.bytes ?? []
        if let code = try values.decodeIfPresent(UInt16.self, forKey: .code) {
            payload = [UInt8(code >> 8), UInt8(code & 255)]
            payload += try values.decodeIfPresent(Octets.self, forKey: .reason)?.bytes ?? []
        }
        self.payload = payload
        isMasked = try values.decodeIfPresent(Bool.self, forKey: .masked)
        key = try values.decodeIfPresent(Octets.self, forKey: .key)?.bytes ?? [0x37, 0xfa, 0x21, 0x3d]
        lengthForm = try values.decodeIfPresent(LengthForm.self, forKey: .length)
        declaredLength = try values.decodeIfPresent(UInt64.self, forKey: .declared)
        only = try values.decodeIfPresent(Int.self, forKey: .only)
        without = try values.decodeIfPresent(Int.self, forKey: .without) ?? 0
        split = try values.decodeIfPresent(Int.self, forKey: .split)
        times = try values.decodeIfPresent(Int.self, forKey: .times) ?? 1
        guard reservedBits < 8, key.count == 4, split != 0 else { throw decoder.corrupted("not a frame") }
    }
}
