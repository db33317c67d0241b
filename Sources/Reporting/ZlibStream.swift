import CZlib
import Foundation

/// Compression and decompression of whole buffers in the zlib format (RFC 1950); all of zlib's pointers are here.
enum ZlibStream {
    /// `bytes` compressed at zlib's default level.
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = Int(compressBound(uLong(bytes.count)))
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            var length = uLong(bound)
            let status = unsafe bytes.withUnsafeBufferPointer { input in
                unsafe compress2(
                    output.baseAddress, &length, input.baseAddress, uLong(input.count), Z_DEFAULT_COMPRESSION)
            }
            // With a buffer of compressBound bytes only a lack of memory can fail, which Swift traps on anyway.
            precondition(status == Z_OK, "zlib is out of memory")
            count = Int(length)
        }
    }

    /// The bytes that `bytes` decompresses to, or `nil` if it is not exactly one zlib stream or more than `limit` bytes.
    static func decompress(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var isWhole = false
        let output = unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, count in
            var length = uLong(limit)
            var consumed = uLong(bytes.count)
            let status = unsafe bytes.withUnsafeBufferPointer { input in
                unsafe uncompress2(output.baseAddress, &length, input.baseAddress, &consumed)
            }
            isWhole = status == Z_OK && consumed == uLong(bytes.count)
            count = isWhole ? Int(length) : 0
        }
        return isWhole ? output : nil
    }

    /// CRC-32 of `bytes`, continued from `start`.
    static func checksum(_ bytes: some Collection<UInt8>, from start: UInt32 = 0) -> UInt32 {
        let contiguous = Array(bytes)
        return unsafe contiguous.withUnsafeBufferPointer { input in
            unsafe UInt32(truncatingIfNeeded: crc32_z(uLong(start), input.baseAddress, input.count))
        }
    }
}
