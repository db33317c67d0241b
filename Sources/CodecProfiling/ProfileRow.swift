public import WebSocketProtocol

/// One row of the matrix: what is measured, under a name that stays the same from version to version.
public struct ProfileRow: Hashable, Sendable {
    /// Whether frames are decoded or encoded.
    public enum Direction: String, CaseIterable, Sendable {
        case decode, encode
    }

    /// Whether a message is one frame, or four of which the last takes the remainder.
    public enum Framing: String, CaseIterable, Sendable {
        case whole, fragmented
    }

    /// How the bytes of a decoder's input arrive.
    public enum Arrival: String, CaseIterable, Sendable {
        /// A full buffer of frames.
        case onePiece = "one-piece"
        /// What a TCP segment carries on Ethernet: 1,448 bytes.
        case segments = "segments"
        /// One byte a call.
        case byteByByte = "byte-by-byte"
    }

    /// Whether frames are decoded or encoded.
    public var direction: Direction
    /// The role of the codec: a server decodes masked frames, a client encodes them.
    public var role: Role
    /// What the messages are made of.
    public var payload: PayloadShape
    /// The size of a message in bytes, before compression.
    public var messageBytes: Int
    /// Whether messages are fragmented.
    public var framing: Framing
    /// How a decoder's input arrives; one piece where frames are encoded.
    public var arrival: Arrival
    /// Whether messages are compressed with permessage-deflate (RFC 7692), each with a window of its own of 15 bits.
    public var isDeflated: Bool

    /// Makes a row.
    public init(
        _ direction: Direction, _ role: Role, _ payload: PayloadShape, _ messageBytes: Int, _ framing: Framing = .whole,
        _ arrival: Arrival = .onePiece, isDeflated: Bool = false
    ) {
        self.direction = direction
        self.role = role
        self.payload = payload
        self.messageBytes = messageBytes
        self.framing = framing
        self.arrival = arrival
        self.isDeflated = isDeflated
    }

    /// Whether the frames are masked: those that a server decodes and a client encodes.
    public var isMasked: Bool { (direction == .decode) == (role == .server) }

    /// The largest payload of a frame in bytes.
    public var frameBytes: Int { framing == .whole ? messageBytes : (messageBytes + 3) / 4 }

    /// The largest number of bytes that the decoder gets at once.
    public var segmentBytes: Int {
        switch arrival {
        case .onePiece: .max
        case .segments: 1_448
        case .byteByByte: 1
        }
    }
}
