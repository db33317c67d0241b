/// A row on a codec: verifies it, then passes over the row's messages again and again.
///
/// Belongs to the thread that measures.
final class RowCase<Codec: CodecUnderTest & ~Copyable>: MeasuredCase {
    let input: RowInput
    let copies: Int
    private let seed: UInt64
    private let buffers: PassBuffers
    private var codec: Codec

    /// Makes a codec and the row's input; nothing is measured yet.
    init(_ row: ProfileRow, seed: UInt64, buffers: PassBuffers = PassBuffers()) throws(CodecFailure) {
        self.seed = seed
        let input = RowInput(row, seed: seed)
        self.input = input
        // Unmasking in place uses the bytes up, and one buffer of them may last no longer than some steps of a clock.
        let isUsedUp = row.direction == .decode && row.isMasked
        copies = isUsedUp ? max(1, min(Self.mostCopies, Self.copiedBytes / max(1, input.wire.count))) : 1
        codec = try Codec(CodecConfiguration(row, seed: seed))
        self.buffers = buffers
        buffers.reserve(input, copies: copies)
    }

    private static var mostCopies: Int { 4 }
    /// What all copies take together at most, unless one takes more: they are to stay in cache.
    private static var copiedBytes: Int { 256 << 10 }

    /// Puts the received bytes where a decoder finds and unmasks them, which it may not do twice; or the payload to send.
    func refill() {
        if input.row.direction == .decode {
            for copy in 0..<copies { buffers.frames.fill(input.wire, at: copy * PassBuffers.stride(input)) }
        } else {
            buffers.payload.fill(input.payload)
        }
    }

    /// Whether a pass leaves its input as it was: what is to be sent always, what was received where nothing is unmasked.
    func canRepeat() throws(CodecFailure) -> Bool {
        guard input.row.direction == .decode else { return true }
        refill()
        try pass(over: 0)
        return try buffers.frames.withBytes(input.wire.count) { (bytes) in
            unsafe bytes.bytes.withUnsafeBytes { unsafe $0.elementsEqual(input.wire) }
        }
    }

    /// Decodes or encodes the row's messages once; what is measured is this.
    @inline(never)
    func pass(over copy: Int) throws(CodecFailure) {
        if input.row.direction == .encode {
            let written = try encode()
            guard written >= input.messages * (2 + input.payload.count) || input.row.isDeflated else {
                throw CodecFailure("it wrote \(written) bytes for \(input.messages) messages")
            }
            return
        }
        let deliveries = try decode(examining: false, at: copy * PassBuffers.stride(input))
        guard deliveries.messages == input.messages,
            deliveries.payloadBytes == input.messages * input.payload.count
        else { throw CodecFailure(miscounted(deliveries)) }
    }

    /// Does a pass and looks at every byte of what comes out; then begins anew.
    func verify() throws(CodecFailure) {
        refill()
        if input.row.direction == .encode {
            try verifyEncoding()
        } else {
            try verifyDecoding()
        }
        codec = try Codec(CodecConfiguration(input.row, seed: seed))
    }

    private func decode(examining: Bool, at offset: Int = 0) throws(CodecFailure) -> Deliveries {
        var deliveries = Deliveries(examining: examining)
        try buffers.frames.withBytes(input.wire.count, at: offset) { (bytes) throws(CodecFailure) in
            try codec.decode(&bytes, inSegmentsOf: input.row.segmentBytes, delivering: &deliveries)
        }
        return deliveries
    }

    private func encode() throws(CodecFailure) -> Int {
        try buffers.payload.withBytes(input.payload.count) { (payload) throws(CodecFailure) in
            try buffers.frames.withBytes(input.messages * input.roomPerMessage) { (bytes) throws(CodecFailure) in
                try codec.encode(payload.bytes, count: input.messages, into: &bytes)
            }
        }
    }

    private func verifyDecoding() throws(CodecFailure) {
        let deliveries = try decode(examining: true)
        guard deliveries.messages == input.messages,
            deliveries.payloadBytes == input.messages * input.payload.count
        else { throw CodecFailure(miscounted(deliveries)) }
        guard deliveries.checksum == expectedChecksum else {
            throw CodecFailure(
                deliveries.checksum == maskedChecksum
                    ? "it delivers payloads that are still masked: it does not unmask (RFC 6455 section 5.3)"
                    : "it delivers other bytes than were sent (the checksum of the payloads is wrong)")
        }
        try TextCheck<Codec>(input: input, seed: seed).check()
    }

    private func verifyEncoding() throws(CodecFailure) {
        let written = try encode()
        guard written <= input.messages * input.roomPerMessage else { throw CodecFailure("it wrote past its room") }
        let bytes = try buffers.frames.withBytes(written) { (bytes) in
            unsafe bytes.bytes.withUnsafeBytes { unsafe Array($0) }
        }
        try EncodedCheck(input: input).check(bytes)
    }

    private func miscounted(_ deliveries: Deliveries) -> String {
        "it delivers \(deliveries.messages) messages of \(deliveries.payloadBytes) bytes together, not "
            + "\(input.messages) of \(input.messages * input.payload.count)"
    }

    /// Of what must be delivered.
    private var expectedChecksum: UInt64 {
        var expected = Deliveries(examining: true)
        let payload = input.payload
        for _ in 0..<input.messages { expected.deliver(unsafe payload.span.bytes, isEnd: true) }
        return expected.checksum
    }

    /// Of what a codec delivers that leaves payloads masked.
    private var maskedChecksum: UInt64 {
        var masked = Deliveries(examining: true)
        var rest = input.wire[...]
        while let frame = PlainFrame.read(&rest) {
            var payload = Array(frame.payload)
            if let key = frame.key { for index in payload.indices { payload[index] ^= key[index & 3] } }
            masked.deliver(unsafe payload.span.bytes, isEnd: frame.isFinal)
        }
        return masked.checksum
    }
}
