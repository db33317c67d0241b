/// A payload with one fault in it that makes it no UTF-8 (RFC 3629 section 3), and is the only one.
struct SpoiltText: CustomStringConvertible {
    /// Where the fault lies.
    enum Place: String, CaseIterable {
        case beginning = "at the beginning"
        case middle = "in the middle"
        case end = "at the end"
    }

    /// A fault and its bytes.
    struct Sequence {
        let name: String
        let bytes: [UInt8]
    }

    let sequence: Sequence
    let place: Place
    let bytes: [UInt8]

    /// Both ends of each range that validators must refuse.
    static let sequences = [
        Sequence(name: "an overlong form", bytes: [0xc0, 0x80]),
        Sequence(name: "an overlong form", bytes: [0xc1, 0xbf]),
        Sequence(name: "an overlong form", bytes: [0xe0, 0x9f, 0xbf]),
        Sequence(name: "an overlong form", bytes: [0xf0, 0x8f, 0xbf, 0xbf]),
        Sequence(name: "a surrogate", bytes: [0xed, 0xa0, 0x80]),
        Sequence(name: "a surrogate", bytes: [0xed, 0xbf, 0xbf]),
        Sequence(name: "a code point above U+10FFFF", bytes: [0xf4, 0x90, 0x80, 0x80]),
        Sequence(name: "a code point above U+10FFFF", bytes: [0xf5, 0x80, 0x80, 0x80]),
        Sequence(name: "a lone continuation byte", bytes: [0x80]),
        Sequence(name: "a lone continuation byte", bytes: [0xbf]),
        Sequence(name: "a truncated code point", bytes: [0xc3]),
        Sequence(name: "a truncated code point", bytes: [0xe4, 0xb8]),
        Sequence(name: "a truncated code point", bytes: [0xf0, 0x9f, 0x98]),
        Sequence(name: "a byte that never occurs", bytes: [0xff]),
    ]

    /// Each fault at each place, as far as the payload has room for it.
    static func all(of payload: [UInt8]) -> [SpoiltText] {
        sequences.flatMap { sequence in
            Place.allCases.compactMap { SpoiltText(payload, sequence, $0) }
        }
    }

    /// A fault at each place, another one at each.
    static func few(of payload: [UInt8]) -> [SpoiltText] {
        zip(Place.allCases, [0xf4, 0xed, 0xf0] as [UInt8]).compactMap { place, lead in
            sequences.last { $0.bytes[0] == lead }.flatMap { SpoiltText(payload, $0, place) }
        }
    }

    /// Spoils a UTF-8 payload, whose size stays; nil where the fault does not fit in.
    private init?(_ payload: [UInt8], _ sequence: Sequence, _ place: Place) {
        let room = payload.count - sequence.bytes.count
        guard room >= 0 else { return nil }
        let start =
            switch place {
            case .beginning: 0
            // Astride the border of two fragments, or just before it.
            case .middle: max(0, min(payload.count / 2 - 1, room))
            case .end: room
            }
        var bytes = payload
        // What is left of the code points that are cut would be a second fault.
        var first = start
        while bytes[first] & 0xc0 == 0x80 { first -= 1 }
        for index in first..<start { bytes[index] = 0x20 }
        var next = start + sequence.bytes.count
        while next < bytes.count, bytes[next] & 0xc0 == 0x80 {
            bytes[next] = 0x20
            next += 1
        }
        bytes.replaceSubrange(start..<start + sequence.bytes.count, with: sequence.bytes)
        (self.sequence, self.place, self.bytes) = (sequence, place, bytes)
    }

    /// The fault, its bytes and its place.
    var description: String {
        let digits = sequence.bytes.map { String($0, radix: 16) }.joined(separator: " ")
        return "\(sequence.name) (\(digits)) \(place.rawValue)"
    }
}
