import Foundation
import Results

/// The HdrHistogram V2 compressed format, in base64: what existing histogram viewers read.
///
/// Layout, big-endian: cookie and length of the compressed part; compressed: cookie, length of the counts, normalizing
/// offset, significant digits, lowest and highest value, ratio, and the counts as ``ZigZagLEB128`` where a negative
/// number stands for a run of zeros. The counts begin at the lowest place and end with the highest that is not zero.
enum HistogramCode {
    static let compressedCookie: UInt32 = 0x1C84_9314
    static let plainCookie: UInt32 = 0x1C84_9313
    static let headerSize = 40
}
