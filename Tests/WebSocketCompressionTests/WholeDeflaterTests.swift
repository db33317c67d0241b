import SeededRandom
import Testing
import WebSocketProtocol

@testable import WebSocketCompression

/// libdeflate's final blocks, made ordinary ones.
@Suite struct WholeDeflaterTests {
    private func deflate(_ message: [UInt8], level: Int) -> [UInt8]? {
        let deflater = WholeDeflater(level: level, windowBits: 15)
        var output = [UInt8](repeating: 0xff, count: 20_000)
        let count = unsafe output.withUnsafeMutableBytes { raw in
            var span = unsafe raw.mutableBytes
            return unsafe deflater.deflate(message.span.bytes, into: &span)
        }
        return count.map { Array(output[..<$0]) }
    }

    /// Messages of every kind of block: stored, with the fixed codes, with codes of their own.
    private func messages() -> [[UInt8]] {
        var random = SplitMix64(seed: 1951)
        var messages: [[UInt8]] = (1...70).map { [UInt8](repeating: 0x61, count: $0) }
        for _ in 0..<600 {
            let alphabet = random.bytes(1 + random.below(random.below(2) == 0 ? 256 : 12))
            let count = 1 + random.below(random.below(4) == 0 ? 8_000 : 300)
            var message: [UInt8] = []
            while message.count < count {
                if message.count > 4, random.below(3) == 0 {
                    let start = random.below(message.count - 3)
                    message += message[start..<min(start + 3 + random.below(300), message.count)]
                } else {
                    message.append(alphabet[random.below(alphabet.count)])
                }
            }
            messages.append(message)
        }
        return messages
    }

    @Test(arguments: [1, 2, 6, 9]) func `a receiver that takes a context over is not stopped`(level: Int) {
        // One stream for all messages: a final block would end it.
        let inflater = Inflater(windowBits: 15, memory: CompressionMemory())
        var kinds: [Int] = [0, 0, 0]
        var left = 0
        for message in messages() {
            guard let payload = deflate(message, level: level) else {
                left += 1
                continue
            }
            #expect(payload[0] & 1 == 0)
            kinds[Int(payload[0] >> 1 & 3)] += 1
            #expect(Codec.inflate(payload, with: inflater).outcome == .message(message))
        }
        #expect(kinds.allSatisfy { $0 > 10 }, "\(kinds)")
        #expect(left < 20, "\(left)")
    }

    @Test func `what is too large is left to zlib`() {
        #expect(deflate([UInt8](repeating: 1, count: 16_385), level: 1) == nil)
        #expect(deflate([UInt8](repeating: 1, count: 8_193), level: 2) == nil)
        let small = WholeDeflater(level: 1, windowBits: 9)
        var output = [UInt8](repeating: 0, count: 1_000)
        let message = [UInt8](repeating: 1, count: 513)
        unsafe output.withUnsafeMutableBytes { raw in
            var span = unsafe raw.mutableBytes
            #expect(unsafe small.deflate(message.span.bytes, into: &span) == nil)
        }
    }

    @Test func `bits that are none never trap`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<20_000 {
            let count = 1 + random.below(40)
            var bytes = random.bytes(count) + [UInt8](repeating: 0xaa, count: DeflateBits.slack)
            unsafe bytes.withUnsafeMutableBytes { raw in
                var span = unsafe raw.mutableBytes
                let length = DeflateBits.openFinalBlock(in: &span, count: count)
                #expect(length == nil || length == count || length == count + 1)
            }
        }
    }
}
