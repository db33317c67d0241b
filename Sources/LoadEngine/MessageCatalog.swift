public import Scenarios
import WebSocketProtocol

/// Every message of a scenario, compiled once and shared by all workers: one pool of bytes, tables of plain numbers.
public struct MessageCatalog: Sendable {
    /// Fixed payloads, literals of templates, and the random bytes that random payloads are slices of.
    private(set) var pool: [UInt8] = []
    private(set) var messages: [CompiledMessage] = []
    private(set) var segments: [CompiledSegment] = []
    /// One mix for each group, in the scenario's order.
    private(set) var mixes: [MessageMix] = []
    /// The names of the messages, with the group's before it where there are several groups.
    public let names: [String]
    /// The longest rendered template, in bytes.
    private(set) var longestTemplate = 0
    /// The shortest time that any reply may take, in nanoseconds; the highest number if none is expected.
    private(set) var shortestTimeout: UInt64 = .max
    let seed: UInt64

    /// A random payload begins anywhere in this many bytes, so that few are alike.
    private static let slack = 65_536

    /// Compiles the messages of every group.
    public init(_ scenario: Scenario) {
        seed = scenario.seed
        names = MessageNames.all(of: scenario.groups)
        let randomText = appendRandomPool(for: .text, of: scenario)
        let randomBinary = appendRandomPool(for: .binary, of: scenario)
        for group in scenario.groups {
            let first = messages.count
            var weight: UInt64 = 0
            for message in group.messages {
                weight += UInt64(message.weight)
                let poolOffset = message.kind == .text ? randomText : randomBinary
                if message.expect != .none { shortestTimeout = min(shortestTimeout, message.timeout) }
                messages.append(compile(message, weightUpTo: weight, randomPool: poolOffset))
            }
            mixes.append(MessageMix(first: first, count: messages.count - first, totalWeight: weight))
        }
    }

    private mutating func compile(
        _ message: MessageTemplate, weightUpTo: UInt64, randomPool: Int
    ) -> CompiledMessage {
        let source: CompiledMessage.Source
        switch message.payload {
        case .fixed(let bytes):
            source = .fixed(offset: pool.count, count: bytes.count)
            pool += bytes
        case .random(.constant(let size)):
            source = .random(poolOffset: randomPool, poolSlack: Self.slack, minimum: size, maximum: size)
        case .random(.uniform(let sizes)):
            source = .random(
                poolOffset: randomPool, poolSlack: Self.slack, minimum: sizes.lowerBound, maximum: sizes.upperBound)
        case .template(let template):
            source = .template(firstSegment: segments.count, segmentCount: template.segments.count)
            longestTemplate = max(longestTemplate, template.maximumSize)
            for segment in template.segments { segments.append(compile(segment)) }
        }
        return CompiledMessage(
            kind: message.kind == .text ? .text : .binary, expectation: message.expect, timeout: message.timeout,
            source: source, weightUpTo: weightUpTo)
    }

    private mutating func compile(_ segment: Template.Segment) -> CompiledSegment {
        switch segment {
        case .literal(let bytes):
            defer { pool += bytes }
            return .literal(offset: pool.count, count: bytes.count)
        case .peerIndex: return .peerIndex
        case .sequence: return .sequence
        case .randomInt(let range):
            let span = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
            return .randomInt(low: range.lowerBound, span: span)
        case .randomString(let length): return .randomCharacters(count: length, alphabet: 62)
        case .randomHex(let length): return .randomCharacters(count: length, alphabet: 16)
        case .uuid: return .uuid
        }
    }

    /// Appends the bytes that random payloads of one kind are slices of; none if the scenario has no such payload.
    private mutating func appendRandomPool(for kind: PayloadKind, of scenario: Scenario) -> Int {
        let sizes = scenario.groups.flatMap(\.messages).compactMap { message -> Int? in
            guard message.kind == kind, case .random(let size) = message.payload else { return nil }
            return size.maximum
        }
        let offset = pool.count
        guard let largest = sizes.max() else { return offset }
        var random = MessageRandom(seed: seed ^ (kind == .text ? 1 : 2))
        pool.reserveCapacity(pool.count + largest + Self.slack)
        for _ in 0..<(largest + Self.slack) {
            let byte = UInt8(truncatingIfNeeded: random.next() >> 32)
            pool.append(kind == .text ? Self.alphabet[Int(byte) % 62] : byte)
        }
        return offset
    }

    /// The characters of random strings; the first 16 are the hexadecimal digits.
    static let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
}
