import WebSocketProtocol

/// Named streams for one end, each with what it says.
struct FrameCorpus {
    let role: Role
    let key: [UInt8]?

    init(receiver role: Role) {
        self.role = role
        key = role == .server ? [0x37, 0xfa, 0x21, 0x3d] : nil
    }

    func frame(
        _ opcode: UInt8, _ payload: [UInt8] = [], fin: Bool = true, lengthBytes: Int? = nil
    ) -> [UInt8] {
        RawFrame(opcode, payload, fin: fin, key: key, lengthBytes: lengthBytes).bytes
    }

    func text(_ text: String) -> [UInt8] { frame(1, Array(text.utf8)) }

    /// A close frame of this code and reason.
    func close(_ code: UInt16, _ reason: [UInt8] = []) -> [UInt8] {
        frame(8, [UInt8(code >> 8), UInt8(code & 255)] + reason)
    }

    typealias Entry = (name: String, stream: [UInt8], outcomes: [Outcome])

    var entries: [Entry] { valid + broken + closes + invalidText }

    var valid: [Entry] {
        let ascii = Array("Hello".utf8)
        let mixed = Array("Grüße, 世界 🌍!".utf8)
        let long = [UInt8](repeating: 0x61, count: 126)
        return [
            ("text", frame(1, ascii), [.message(.text, ascii)]),
            ("binary", frame(2, [0, 255, 1]), [.message(.binary, [0, 255, 1])]),
            ("empty", frame(1) + frame(2), [.message(.text, []), .message(.binary, [])]),
            ("mixed scripts", frame(1, mixed), [.message(.text, mixed)]),
            ("16-bit length", frame(2, long), [.message(.binary, long)]),
            ("two", frame(1, ascii) + frame(2, [7]), [.message(.text, ascii), .message(.binary, [7])]),
            (
                "fragments", frame(1, [72, 101], fin: false) + frame(0, [108], fin: false) + frame(0, [108, 111]),
                [.message(.text, ascii)]
            ),
            (
                "empty fragments", frame(2, fin: false) + frame(0, fin: false) + frame(0, [5], fin: false) + frame(0),
                [.message(.binary, [5])]
            ),
            ("only empty fragments", frame(1, fin: false) + frame(0), [.message(.text, [])]),
            (
                "a code point over fragments",
                frame(1, [0xf0], fin: false) + frame(0, [0x9f, 0x8c], fin: false) + frame(0, [0x8d]),
                [.message(.text, Array("🌍".utf8))]
            ),
            (
                "ping between fragments", frame(2, [1], fin: false) + frame(9, [9, 9]) + frame(0, [2]),
                [.ping([9, 9]), .message(.binary, [1, 2])]
            ),
            ("control frames", frame(9) + frame(10, [1]) + frame(9, [2, 3]), [.ping([]), .pong([1]), .ping([2, 3])]),
            ("longest ping", frame(9, [UInt8](long.dropLast())), [.ping([UInt8](long.dropLast()))]),
            ("nothing after close", close(1000) + frame(1, ascii), [.close(.normalClosure, "")]),
            (
                "close inside a message", frame(1, [72], fin: false) + close(1001, Array("bye".utf8)),
                [.close(.goingAway, "bye")]
            ),
        ]
    }

    var broken: [Entry] {
        let wrongMask = RawFrame(1, [72], key: role == .server ? nil : [1, 2, 3, 4]).bytes
        let maskBit: UInt8 = role == .server ? 0x80 : 0
        let keyBytes = key ?? []
        return [
            ("RSV1", frame(0x41), [.violation(.reservedBits(4))]),
            ("RSV2", frame(0x22), [.violation(.reservedBits(2))]),
            ("RSV3", frame(0x19), [.violation(.reservedBits(1))]),
            ("opcode 3", frame(3), [.violation(.unknownOpcode(3))]),
            ("opcode 7", frame(7, [1]), [.violation(.unknownOpcode(7))]),
            ("opcode 11", frame(11), [.violation(.unknownOpcode(11))]),
            ("opcode 15", frame(15), [.violation(.unknownOpcode(15))]),
            ("mask", wrongMask, [.violation(role == .server ? .unmaskedFrame : .maskedFrame)]),
            ("fragmented ping", frame(9, fin: false), [.violation(.fragmentedControlFrame(.ping))]),
            ("long pong", frame(10, [UInt8](repeating: 1, count: 126)), [.violation(.controlFrameTooLong(.pong, 126))]),
            (
                "ping of 65536 bytes", [0x89, 127 | maskBit, 0, 0, 0, 0, 0, 1, 0, 0] + keyBytes,
                [.violation(.controlFrameTooLong(.ping, 65_536))]
            ),
            ("long form of a ping", frame(9, [1], lengthBytes: 2), [.violation(.lengthNotMinimal(1))]),
            (
                "16-bit length of 125", frame(2, [UInt8](repeating: 0, count: 125), lengthBytes: 2),
                [.violation(.lengthNotMinimal(125))]
            ),
            (
                "64-bit length of 126", frame(2, [UInt8](repeating: 0, count: 126), lengthBytes: 8),
                [.violation(.lengthNotMinimal(126))]
            ),
            (
                "64-bit length of 65535", [0x82, 127 | maskBit, 0, 0, 0, 0, 0, 0, 0xff, 0xff] + keyBytes,
                [.violation(.lengthNotMinimal(65_535))]
            ),
            ("64-bit length of 0", frame(1, lengthBytes: 8), [.violation(.lengthNotMinimal(0))]),
            ("top bit", [0x82, 127 | maskBit, 0x80, 0, 0, 0, 0, 0, 0, 1] + keyBytes, [.violation(.lengthOutOfRange)]),
            (
                "huge", [0x82, 127 | maskBit, 0x7f] + [UInt8](repeating: 255, count: 7) + keyBytes,
                [.violation(.messageTooBig(UInt64(Int64.max)))]
            ),
            ("stray continuation", frame(0, [1]), [.violation(.unexpectedContinuation)]),
            (
                "continuation after a whole message", frame(1, [72]) + frame(0, [1]),
                [.message(.text, [72]), .violation(.unexpectedContinuation)]
            ),
            ("interleaved", frame(2, [1], fin: false) + frame(1, [72]), [.violation(.interleavedMessage(.text))]),
            (
                "interleaved after a ping", frame(1, fin: false) + frame(9) + frame(2, fin: false),
                [.ping([]), .violation(.interleavedMessage(.binary))]
            ),
        ]
    }

    var closes: [Entry] {
        let reason = [UInt8](repeating: 0x7a, count: 123)
        let bad: [UInt16] = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535]
        let good: [UInt16] = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999]
        return bad.map { ("close \($0)", close($0), [.violation(.invalidCloseCode($0))]) }
            + good.map { ("close \($0)", close($0, [0x21]), [.close(CloseCode(rawValue: $0), "!")]) } + [
                ("close without code", frame(8), [.close(nil, "")]),
                ("close of one byte", frame(8, [3]), [.violation(.closePayloadOfOneByte)]),
                ("longest reason", close(1000, reason), [.close(.normalClosure, String(repeating: "z", count: 123))]),
                ("reason in UTF-8", close(1000, Array("é".utf8)), [.close(.normalClosure, "é")]),
                ("reason not UTF-8", close(1000, [0xc3, 0x28]), [.violation(.invalidCloseReason)]),
                ("reason cut", close(1000, [0x61, 0xe2, 0x82]), [.violation(.invalidCloseReason)]),
            ]
    }

    var invalidText: [Entry] {
        [
            ("lone continuation byte", frame(1, [0x80]), [.violation(.invalidUTF8)]),
            ("cut at the end", frame(1, [0x61, 0xe2, 0x82]), [.violation(.invalidUTF8)]),
            (
                "cut at the end of fragments", frame(1, [0xe2], fin: false) + frame(0, [0x82]),
                [.violation(.invalidUTF8)]
            ),
            (
                "cut, then ASCII", frame(1, [0xe2], fin: false) + frame(0, [0x61], fin: false),
                [.violation(.invalidUTF8)]
            ),
            ("cut, then an empty end", frame(1, [0xe2], fin: false) + frame(0), [.violation(.invalidUTF8)]),
            ("surrogate", frame(1, [0xed, 0xa0, 0x80]), [.violation(.invalidUTF8)]),
            (
                "surrogate over fragments", frame(1, [0xed], fin: false) + frame(0, [0xa0], fin: false),
                [.violation(.invalidUTF8)]
            ),
            (
                "next message after bad text", frame(1, [0x41]) + frame(1, [0xff]) + frame(1, [0x42]),
                [.message(.text, [0x41]), .violation(.invalidUTF8)]
            ),
        ]
    }
}
