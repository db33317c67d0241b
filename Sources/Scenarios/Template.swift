/// A text with variables, compiled once; rendering is concatenating what the segments say.
public struct Template: Sendable, Equatable {
    /// A piece of a template.
    public enum Segment: Sendable, Equatable {
        /// These bytes of UTF-8.
        case literal([UInt8])
        /// `${peer.index}`: the peer's index in the whole run, from 0, in decimal.
        case peerIndex
        /// `${sequence}`: the number of messages that the peer sent before, in decimal.
        case sequence
        /// `${random.int(1,100)}`: an integer of the range, in decimal.
        case randomInt(ClosedRange<Int64>)
        /// `${random.string(8)}`: so many random letters and digits of ASCII.
        case randomString(length: Int)
        /// `${random.hex(16)}`: so many random hexadecimal digits, in lower case.
        case randomHex(length: Int)
        /// `${uuid}`: a random UUID of version 4 in lower case, 36 bytes (RFC 9562 section 5.4).
        case uuid
    }

    /// The pieces in order; adjacent literals are joined.
    public var segments: [Segment]

    /// Builds a template from its pieces.
    public init(segments: [Segment]) { self.segments = segments }

    /// An upper bound of the rendered size in bytes.
    public var maximumSize: Int {
        segments.reduce(0) { size, segment in
            switch segment {
            case .literal(let bytes): size + bytes.count
            case .peerIndex, .sequence, .randomInt: size + 20
            case .randomString(let length), .randomHex(let length): size + length
            case .uuid: size + 36
            }
        }
    }
}
