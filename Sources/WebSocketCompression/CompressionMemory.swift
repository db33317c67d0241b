import CZlib

/// The memory of a loop's zlib contexts: zlib allocates through here, and every byte is counted.
///
/// Belongs to one queue. A context keeps it alive.
public final class CompressionMemory {
    /// Bytes that live contexts hold now.
    public private(set) var byteCount = 0
    /// Allocations since the start.
    public private(set) var allocationCount = 0

    /// Makes a counter at zero.
    public init() {}

    /// What zlib asks for at most for a deflate context, in bytes: two windows of words, a hash table and pending output.
    ///
    /// zlib takes all of it when the context is made. A window of 8 bits takes as much as one of 9.
    public static func deflateBytes(windowBits: Int, memoryLevel: Int) -> Int {
        (1 << (max(windowBits, 9) + 2)) + (1 << (memoryLevel + 8)) + (1 << (memoryLevel + 8)) + deflateStateBytes
    }

    /// What zlib asks for at most for an inflate context, in bytes: its state, and the window once a message came.
    public static func inflateBytes(windowBits: Int) -> Int { (1 << max(windowBits, 9)) + inflateStateBytes }

    /// `sizeof (struct deflate_state)` of zlib 1.2.13 on x86-64 is 5,952; rounded up for its successors.
    private static let deflateStateBytes = 6_144
    /// `sizeof (struct inflate_state)` of zlib 1.2.13 on x86-64 is 7,160; rounded up for its successors.
    private static let inflateStateBytes = 7_424

    /// The bytes before each block that hold its size; a multiple of the alignment that `malloc` keeps.
    private static let header = 16

    /// Makes a stream that allocates here; `release(_:)` frees it.
    func makeStream() -> UnsafeMutablePointer<z_stream> {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe stream.pointee.opaque = Unmanaged.passRetained(self).toOpaque()
        unsafe stream.pointee.zalloc = { owner, items, size in
            guard let owner = unsafe owner else { return nil }
            let count = Int(items) * Int(size)
            let block = UnsafeMutableRawPointer.allocate(
                byteCount: count + CompressionMemory.header, alignment: CompressionMemory.header)
            unsafe block.storeBytes(of: count, as: Int.self)
            unsafe Unmanaged<CompressionMemory>.fromOpaque(owner).takeUnretainedValue().note(count)
            return unsafe block + CompressionMemory.header
        }
        unsafe stream.pointee.zfree = { owner, address in
            guard let owner = unsafe owner, let address = unsafe address else { return }
            let block = unsafe address - CompressionMemory.header
            unsafe Unmanaged<CompressionMemory>.fromOpaque(owner).takeUnretainedValue()
                .note(-block.load(as: Int.self))
            unsafe block.deallocate()
        }
        return unsafe stream
    }

    /// Frees a stream whose zlib state has ended.
    func release(_ stream: UnsafeMutablePointer<z_stream>) {
        unsafe stream.deinitialize(count: 1)
        unsafe stream.deallocate()
        unsafe Unmanaged.passUnretained(self).release()
    }

    private func note(_ change: Int) {
        byteCount += change
        if change > 0 { allocationCount += 1 }
    }
}
