public import NetworkIO
import WebSocketProtocol

/// The one buffer that a worker's peers write their frames into: it holds the frames of one peer at a time, its owner.
///
/// Whoever writes next for another peer first hands the owner's frames to the kernel, so that all that is written for
/// a peer in one go leaves in one system call.
@usableFromInline final class SendBuffer {
    @usableFromInline let bytes: ByteBuffer
    @usableFromInline let owned = OwnedState(Content())

    @usableFromInline struct Content {
        @usableFromInline var count = 0
        @usableFromInline var owner: WebSocketPeer?

        init() {}
    }

    init(capacity: Int) { bytes = ByteBuffer(capacity: capacity) }

    deinit { owned.deallocate() }

    @inlinable var count: Int {
        get { owned.state.count }
        set { owned.state.count = newValue }
    }

    @inlinable var owner: WebSocketPeer? {
        get { owned.state.owner }
        set { owned.state.owner = newValue }
    }

    @inlinable var room: Int { bytes.capacity - count }

    /// Appends one frame; the caller has made sure that there is room.
    @inlinable func append(_ opcode: Opcode, isFinal: Bool, payload: RawSpan, maskingKey: MaskingKey?) {
        let start = count
        count &+= bytes.withBytes { bytes in
            FrameEncoder.write(
                opcode, isFinal: isFinal, payload: payload, maskingKey: maskingKey, into: &bytes, at: start)
        }
    }

    /// Appends bytes as they are; the caller has made sure that there is room.
    func append(_ raw: [UInt8]) {
        let start = count
        bytes.withBytes { bytes in
            for (index, byte) in raw.enumerated() {
                bytes.storeBytes(of: byte, toByteOffset: start + index, as: UInt8.self)
            }
        }
        count += raw.count
    }

    /// Empties the buffer and lets its owner go.
    func release() {
        count = 0
        owner = nil
    }
}
