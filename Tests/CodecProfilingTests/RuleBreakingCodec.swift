import WebSocketCompression
import WebSocketProtocol

@testable import CodecProfiling

/// Encodes what inflates and unmasks to the right payload, but not as a MUST wants it.
struct RuleBreakingCodec<Rule: BrokenRule>: CodecUnderTest {
    static var name: String { "rule-breaking" }
    static var version: String { "0" }

    private var random = SeededBytes(seed: 7)
    private let configuration: CodecConfiguration

    init(_ configuration: CodecConfiguration) throws(CodecFailure) { self.configuration = configuration }

    mutating func decode(_: inout MutableRawSpan, delivering _: inout Deliveries) throws(CodecFailure) {}

    mutating func encode(
        _ payload: RawSpan, into bytes: inout MutableRawSpan, at offset: Int
    ) throws(CodecFailure) -> Int {
        var message = unsafe payload.withUnsafeBytes { unsafe Array($0) }
        if configuration.isDeflated { message = Rule.kind == .stored ? stored(message) : RowInput.deflated(message) }
        // A compressed message is cut in two, so that there is a continuation.
        let frameBytes = configuration.isDeflated ? max(1, (message.count + 1) / 2) : configuration.fragmentBytes
        var written = offset
        for start in stride(from: 0, to: max(message.count, 1), by: max(frameBytes, 1)) {
            let part = message[start..<min(message.count, start + frameBytes)]
            for byte in frame(part, isFirst: start == 0, isFinal: part.endIndex == message.count) {
                bytes.storeBytes(of: byte, toByteOffset: written, as: UInt8.self)
                written += 1
            }
        }
        return written - offset
    }

    private mutating func frame(_ payload: ArraySlice<UInt8>, isFirst: Bool, isFinal: Bool) -> [UInt8] {
        let frame = PlainFrame(
            isFinal: isFinal, isCompressed: configuration.isDeflated && isFirst,
            opcode: isFirst ? configuration.kind == .text ? 1 : 2 : 0,
            key: configuration.role == .client ? random.maskingKey() : nil, payload: payload)
        var bytes = frame.bytes
        switch Rule.kind {
        case .rsv1: bytes[0] |= 0x40
        case .rsv1Again: if !isFirst { bytes[0] |= 0x40 }
        case .rsv2: bytes[0] |= 0x20
        case .rsv3: bytes[0] |= 0x10
        case .stored: break
        case .longLength:
            let length = (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
            bytes.replaceSubrange(1..<(payload.count < 126 ? 2 : 4), with: [bytes[1] & 0x80 | 127] + length)
        }
        return bytes
    }

    /// RFC 7692 section 7.2.3.3: blocks without compression, and an empty one whose last four bytes are taken away.
    private func stored(_ message: [UInt8]) -> [UInt8] {
        var blocks: [UInt8] = []
        for start in stride(from: 0, to: message.count, by: 65_535) {
            let block = message[start..<min(message.count, start + 65_535)]
            let (low, high) = (UInt8(block.count & 0xff), UInt8(block.count >> 8))
            blocks += [0, low, high, ~low, ~high] + block
        }
        return blocks + [0]
    }
}

/// What a codec does that it must not, as a type.
protocol BrokenRule { static var kind: BrokenRuleKind { get } }

enum BrokenRuleKind { case longLength, rsv1, rsv1Again, rsv2, rsv3, stored }

enum LongLength: BrokenRule { static var kind: BrokenRuleKind { .longLength } }
enum SetsRSV1: BrokenRule { static var kind: BrokenRuleKind { .rsv1 } }
enum RepeatsRSV1: BrokenRule { static var kind: BrokenRuleKind { .rsv1Again } }
enum SetsRSV2: BrokenRule { static var kind: BrokenRuleKind { .rsv2 } }
enum SetsRSV3: BrokenRule { static var kind: BrokenRuleKind { .rsv3 } }
enum StoresBlocks: BrokenRule { static var kind: BrokenRuleKind { .stored } }
