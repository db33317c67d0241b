import CDeflate

/// libdeflate, for a whole message in an empty window: half to two thirds of the time that zlib needs.
///
/// It ends each message with a block that has BFINAL set. RFC 7692 section 7.2.3.4 allows that, but a receiver that keeps
/// one zlib stream over messages stops reading at such a block, so it is made an ordinary one: `openFinalBlock`.
@safe final class WholeDeflater {
    private let compressor: OpaquePointer
    private let largest: Int

    /// Makes a context for a level of 1...9; some 100 KB to 2 MB, by level, that `CompressionMemory` does not see.
    init(level: Int, windowBits: Int) {
        guard let made = unsafe libdeflate_alloc_compressor(Int32(level)) else {
            preconditionFailure("libdeflate is out of memory")
        }
        unsafe compressor = made
        // Up to here libdeflate makes one block of a message; and no distance may leave the window.
        largest = min(level == 1 ? 16_384 : 8_192, 1 << windowBits)
    }

    deinit { unsafe libdeflate_free_compressor(compressor) }

    /// Deflates a message; nil, with nothing said of the output, where zlib has to do it.
    func deflate(_ message: RawSpan, into output: inout MutableRawSpan) -> Int? {
        guard message.byteCount <= largest, output.byteCount > 2 * DeflateBits.slack else { return nil }
        let room = output.byteCount - DeflateBits.slack
        let count = unsafe message.withUnsafeBytes { input in
            unsafe output.withUnsafeMutableBytes { output in
                unsafe libdeflate_deflate_compress(compressor, input.baseAddress, input.count, output.baseAddress, room)
            }
        }
        guard count > 0 else { return nil }
        return DeflateBits.openFinalBlock(in: &output, count: count)
    }
}
