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
        /// Not counted: a peer that ends or goes gives the buffer back first.
        @usableFromInline unowned(unsafe) var owner: WebSocketPeer?
        /// Tells the owner without counting a reference to it.
        @usableFromInline var ownerIdentity: ObjectIdentifier?

        init() {}
    }

    /// Makes a buffer of at least 16 bytes, which any frame header fits.
    init(capacity: Int) { bytes = ByteBuffer(capacity: max(capacity, 16)) }

    /// Whose frames are in the buffer.
    @inlinable var owner: WebSocketPeer? { unsafe owned.state.owner }

    /// Whether the frames in the buffer are this peer's; counts no reference.
    @inlinable func isOwned(by peer: WebSocketPeer) -> Bool { owned.state.ownerIdentity == ObjectIdentifier(peer) }

    /// Makes the buffer a peer's; it is empty, or the peer's already.
    func claim(for owner: WebSocketPeer) {
        unsafe owned.state.owner = owner
        owned.state.ownerIdentity = ObjectIdentifier(owner)
    }

    deinit { owned.deallocate() }

    @inlinable var count: Int {
        get { owned.state.count }
        set { owned.state.count = newValue }
    }

    @inlinable var room: Int { bytes.capacity - count }

    /// Appends one frame; the caller has made sure that there is room.
    @inlinable func append(
        _ opcode: Opcode, isFinal: Bool = true, isCompressed: Bool = false, payload: RawSpan, maskingKey: MaskingKey?
    ) {
        let start = count
        count &+= bytes.withBytes { bytes in
            FrameEncoder.write(
                opcode, isFinal: isFinal, isCompressed: isCompressed, payload: payload, maskingKey: maskingKey,
                into: &bytes, at: start)
        }
    }

    /// Appends bytes as they are; the caller has made sure that there is room.
    func append(_ raw: RawSpan) {
        bytes.withBytes { Masking.copy(raw, masking: MaskingKey(bits: 0), into: &$0, at: count) }
        count += raw.byteCount
    }

    /// Empties the buffer and lets its owner go.
    func release() {
        count = 0
        unsafe owned.state.owner = nil
        owned.state.ownerIdentity = nil
    }
}
