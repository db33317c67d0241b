/// Sends a codec texts that are not UTF-8, as the messages of a row.
struct TextCheck<Codec: CodecUnderTest & ~Copyable> {
    let input: RowInput
    let seed: UInt64

    /// All faults are tried in messages of at most that many bytes; in larger ones, which take their time, one a place.
    private static var smallBytes: Int { 1 << 10 }

    /// Each must fail (RFC 6455 section 8.1), or the row would compare unlike work.
    func check() throws(CodecFailure) {
        guard input.row.payload != .binary else { return }
        guard input.payload.count > Self.smallBytes else { return try check(SpoiltText.all(of: input.payload), input) }
        try check(SpoiltText.few(of: input.payload), input)
        var row = input.row
        row.messageBytes = Self.smallBytes
        let small = RowInput(row, seed: seed)
        try check(SpoiltText.all(of: small.payload), small)
    }

    private func check(_ texts: [SpoiltText], _ input: RowInput) throws(CodecFailure) {
        for text in texts where try accepts(input.message(text.bytes), of: input.row) {
            throw CodecFailure("it accepts text that is not UTF-8: \(text) (RFC 6455 section 8.1)")
        }
    }

    /// By a codec of its own: after a violation none can go on.
    private func accepts(_ message: [UInt8], of row: ProfileRow) throws(CodecFailure) -> Bool {
        var codec = try Codec(CodecConfiguration(row, seed: seed))
        var deliveries = Deliveries(examining: false)
        let bytes = AlignedBytes(count: message.count)
        bytes.fill(message)
        do throws(CodecFailure) {
            try bytes.withBytes(message.count) { (bytes) throws(CodecFailure) in
                try codec.decode(&bytes, inSegmentsOf: row.segmentBytes, delivering: &deliveries)
            }
        } catch { return false }
        return true
    }
}
