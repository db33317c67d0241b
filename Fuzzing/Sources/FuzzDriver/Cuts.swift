/// Where a stream is cut into pieces.
public enum Cuts {
    /// The ways in which every input is read: whole, as one byte chooses, and byte by byte where it is short.
    public static func ways(_ count: Int, choice: UInt8) -> [[Int]] {
        [[], chosen(count, choice)] + (count <= 512 ? [Array(stride(from: 1, to: count, by: 1))] : [])
    }

    /// Pieces of the size that the byte names, or of sizes that follow from it, empty ones too.
    private static func chosen(_ count: Int, _ choice: UInt8) -> [Int] {
        // A long stream in small pieces would cost more than it tells.
        let scale = 1 + count / 2048
        if choice < 64 {
            let size = (Int(choice) + 1) * scale
            return Array(stride(from: size, to: count, by: size))
        }
        var cuts: [Int] = []
        var state = UInt32(choice)
        var offset = 0
        while true {
            state = state &* 1_664_525 &+ 1_013_904_223
            // Small pieces among large ones: headers are where a stream is tender.
            offset += Int(state >> 24) % (state >> 16 & 3 == 0 ? 200 * scale : 7 * scale)
            if offset >= count { return cuts }
            cuts.append(offset)
        }
    }

    /// Calls `body` with each piece of the bytes, the last included.
    public static func forEachPiece(of bytes: [UInt8], _ cuts: [Int], _ body: (ArraySlice<UInt8>) -> Void) {
        var start = 0
        for cut in cuts + [bytes.count] {
            body(bytes[start..<cut])
            start = cut
        }
    }
}
