import WebSocketProtocol

/// A frame that Muster's end sent, read from the wire by hand and held against the rules for a sender; where compression
/// was agreed on, a message.
struct SentFrame: Equatable, CustomStringConvertible {
    var opcode: UInt8
    var payload: [UInt8]
    /// Whether RSV1 is set.
    var isCompressed = false
    /// Whether fragments of the message follow; of a message, whether it had more than one.
    var isFragmented = false
    /// The rule that the frame breaks, if any.
    var fault: String?

    init(opcode: UInt8, payload: [UInt8], isCompressed: Bool = false, isFragmented: Bool = false) {
        self.opcode = opcode
        self.payload = payload
        self.isCompressed = isCompressed
        self.isFragmented = isFragmented
    }

    var description: String {
        let name = CaseFrame.names.first { $0.value == opcode }?.key ?? "opcode \(opcode)"
        let traits = (isCompressed ? " compressed" : "") + (isFragmented ? " in fragments" : "")
        return "\(name)\(traits) \(excerpt(payload))\(fault.map { " (\($0))" } ?? "")"
    }

    /// What an end of this role sent: its frames, or, where compression was agreed on, its messages as they inflate and
    /// its control frames. What is left over is a fault of its own.
    static func read(_ stream: [UInt8], sentBy role: Role, _ compression: AgreedCompression? = nil) -> [SentFrame] {
        let frames = frames(of: stream, sentBy: role, mayCompress: compression != nil)
        return compression.map { messages(of: frames, sentBy: role, $0.parameters) } ?? frames
    }

    private static func frames(of stream: [UInt8], sentBy role: Role, mayCompress: Bool) -> [SentFrame] {
        var frames: [SentFrame] = []
        var rest = stream[...]
        while !rest.isEmpty {
            guard let frame = readOne(&rest, sentBy: role, mayCompress) else {
                var remains = SentFrame(opcode: rest[rest.startIndex] & 15, payload: Array(rest))
                remains.fault = "an incomplete frame"
                return frames + [remains]
            }
            frames.append(frame)
        }
        return frames
    }

    private static func readOne(
        _ rest: inout ArraySlice<UInt8>, sentBy role: Role, _ mayCompress: Bool
    ) -> SentFrame? {
        let bytes = rest
        let start = bytes.startIndex
        guard bytes.count >= 2 else { return nil }
        let (first, second) = (bytes[start], bytes[start + 1])
        let extended = second & 0x7f == 126 ? 2 : second & 0x7f == 127 ? 8 : 0
        let isMasked = second & 0x80 != 0
        let header = 2 + extended + (isMasked ? 4 : 0)
        guard bytes.count >= header else { return nil }
        let length =
            extended == 0
            ? Int(second & 0x7f) : bytes[(start + 2)..<(start + 2 + extended)].reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count - header >= length else { return nil }
        var payload = Array(bytes[(start + header)..<(start + header + length)])
        if isMasked {
            let key = Array(bytes[(start + header - 4)..<(start + header)])
            for index in payload.indices { payload[index] ^= key[index & 3] }
        }
        rest = bytes[(start + header + length)...]
        var frame = SentFrame(
            opcode: first & 15, payload: payload, isCompressed: first & 0x40 != 0, isFragmented: first & 0x80 == 0)
        if isMasked != (role == .client) {
            frame.fault = isMasked ? "5.1: a server must not mask" : "5.1: a client must mask"
        } else if first & (mayCompress ? 0x30 : 0x70) != 0 {
            frame.fault = "5.2: reserved bits"
        } else if first & 0x80 == 0, !mayCompress {
            frame.fault = "5.4: nobody asked for fragments"
        } else if extended != (length <= 125 ? 0 : length <= 65_535 ? 2 : 8) {
            frame.fault = "5.2: the length is not in its shortest form"
        } else if first & 8 != 0, length > 125 {
            frame.fault = "5.5: a control frame of \(length) bytes"
        }
        return frame
    }
}
