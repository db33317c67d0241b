import Benchmark
import CDeflateLanes
import WebSocketCompression

/// The bytes that contexts ask for: counts, which are the same in every round, so that there is only one.
enum ContextBytes {
    /// Registers a benchmark of a case.
    static func register(_ record: Record, for contextCase: ContextCase) {
        Benchmark(
            record.name,
            configuration: .init(metrics: ["Muster", "zlib"].map(metric), warmupIterations: 0, maxIterations: 1)
        ) { benchmark in
            var record = record
            record.codecs = [.init(name: "Muster", version: "", bytes: try own(contextCase))]
            if let bytes = zlib(contextCase) {
                let version = unsafe String(cString: deflate_lane_zlib_version())
                record.codecs.append(.init(name: "zlib", version: version, bytes: bytes))
            }
            for codec in record.codecs { benchmark.measurement(metric(codec.name), codec.bytes ?? 0) }
            try record.append()
        }
    }

    private static func metric(_ codec: String) -> BenchmarkMetric {
        .custom("\(codec), bytes", polarity: .prefersSmaller, useScalingFactor: false)
    }

    private static func own(_ contextCase: ContextCase) throws -> Int {
        switch contextCase.holder {
        case .deflater: deflating(contextCase)
        case .inflater: inflating(contextCase)
        case .peer: try IdlePeers.bytesEach(contextCase, takesOverContext: true)
        case .peerWithoutTakeover: try IdlePeers.bytesEach(contextCase, takesOverContext: false)
        }
    }

    private static func deflating(_ contextCase: ContextCase) -> Int {
        let memory = CompressionMemory()
        let deflater = Deflater(
            .init(
                level: 1, memoryLevel: contextCase.memoryLevel, windowBits: contextCase.windowBits,
                takesOverContext: true), memory: memory)
        return withExtendedLifetime(deflater) { memory.byteCount }
    }

    private static func inflating(_ contextCase: ContextCase) -> Int {
        let memory = CompressionMemory()
        let inflater = Inflater(windowBits: contextCase.windowBits, memory: memory)
        // "Hello" as it is (RFC 7692 section 7.2.3.3); the window is made with the first message.
        let payload: [UInt8] = [0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00]
        var output = [UInt8](repeating: 0, count: 16)
        var offset = 0
        inflater.begin(.binary, limit: 16, validatesText: true, takesOverContext: true)
        let step = unsafe output.withUnsafeMutableBytes { raw in
            var span = unsafe raw.mutableBytes
            return unsafe inflater.next(in: payload.span.bytes, at: &offset, isEnd: true, into: &span)
        }
        precondition(step == .part(count: 5, isStart: true, isEnd: true))
        return withExtendedLifetime(inflater) { memory.byteCount }
    }

    /// What a connection with contexts of its own holds; nil where whoever calls zlib decides that.
    private static func zlib(_ contextCase: ContextCase) -> Int? {
        let (bits, level) = (Int32(contextCase.windowBits), Int32(contextCase.memoryLevel))
        return switch contextCase.holder {
        case .deflater: deflate_lane_deflate_bytes(bits, level)
        case .inflater: deflate_lane_inflate_bytes(bits)
        case .peer: deflate_lane_deflate_bytes(bits, level) + deflate_lane_inflate_bytes(bits)
        case .peerWithoutTakeover: nil
        }
    }
}
