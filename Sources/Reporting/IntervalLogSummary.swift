/// Size and checksum of an interval log, by which a damaged one is noticed.
struct IntervalLogSummary: Codable, Equatable {
    /// Size in bytes.
    var bytes = 0
    /// CRC-32 (as of zlib).
    var crc32: UInt32 = 0

    mutating func add(_ chunk: [UInt8]) {
        bytes += chunk.count
        crc32 = ZlibStream.checksum(chunk, from: crc32)
    }
}
