import CZlib
import Foundation
import Testing
import WebSocketProtocol

@testable import WebSocketCompression

/// What zlib asks for, counted.
@Suite struct MemoryTests {
    let message = Array(String(repeating: "{\"user\": 17, \"text\": \"hello\"} ", count: 40).utf8)

    @Test(arguments: 8...15, [1, 5, 8, 9])
    func `contexts take what is stated, and give it back`(bits: Int, level: Int) {
        let memory = CompressionMemory()
        do {
            let deflater = Deflater(
                .init(level: 1, memoryLevel: level, windowBits: bits, takesOverContext: true), memory: memory)
            let stated = CompressionMemory.deflateBytes(windowBits: bits, memoryLevel: level)
            #expect(memory.byteCount <= stated && memory.byteCount > stated - 1_024)
            let deflated = memory.byteCount
            let inflater = Inflater(windowBits: bits, memory: memory)
            for _ in 0..<3 {
                let payload = Codec.deflate(message, with: deflater).flatMap(\.self)
                #expect(Codec.inflate(payload, with: inflater).outcome == .message(message))
            }
            let inflated = memory.byteCount - deflated
            let statedToInflate = CompressionMemory.inflateBytes(windowBits: bits)
            #expect(inflated <= statedToInflate && inflated > statedToInflate - 1_024)
        }
        #expect(memory.byteCount == 0)
    }

    private static let zlib = unsafe String(cString: zlibVersion())

    /// To the byte; other versions have structures of other sizes.
    @Test(.enabled(if: zlib == "1.2.13", "the guide's figures are those of zlib 1.2.13"))
    func `contexts take what the guide says`() throws {
        let guide = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/compression.md")
        // | 15, 8 (the default) | 268,096 | 39,928 | 0 between messages |
        let row = /\| (?<bits>\d+), (?<level>\d)[^|]*\| (?<deflate>[\d,]+) \| (?<inflate>[\d,]+) \| 0[^|]*\|/
        let rows = try String(contentsOf: guide, encoding: .utf8).matches(of: row)
        #expect(rows.count == 5)
        for row in rows {
            let (bits, level) = (try #require(Int(row.bits)), try #require(Int(row.level)))
            let memory = CompressionMemory()
            let deflater = Deflater(
                .init(level: 1, memoryLevel: level, windowBits: bits, takesOverContext: true), memory: memory)
            let payload = Codec.deflate(message, with: deflater).flatMap(\.self)
            let deflated = memory.byteCount
            let inflater = Inflater(windowBits: bits, memory: memory)
            #expect(Codec.inflate(payload, with: inflater).outcome == .message(message))
            #expect(row.deflate.filter(\.isNumber) == "\(deflated)", "\(row.0)")
            #expect(row.inflate.filter(\.isNumber) == "\(memory.byteCount - deflated)", "\(row.0)")
        }
    }

    @Test func `a message allocates nothing`() {
        let memory = CompressionMemory()
        let settings = Deflater.Settings(level: 1, memoryLevel: 8, windowBits: 15, takesOverContext: false)
        let (deflater, inflater) = (Deflater(settings, memory: memory), Inflater(windowBits: 15, memory: memory))
        func pass() {
            let payload = Codec.deflate(message, with: deflater).flatMap(\.self)
            #expect(Codec.inflate(payload, with: inflater, takesOverContext: false).outcome == .message(message))
        }
        pass()
        let before = memory.allocationCount
        for _ in 0..<20 { pass() }
        #expect(memory.allocationCount == before)
    }

    @Test func `a pool lends, keeps a few and frees the rest`() {
        let pool = CompressionPool()
        let count = CompressionPool.idleLimit + 4
        let lent = (0..<count).map { _ in pool.takeInflater(windowBits: 10) }
        #expect(Set(lent.map(ObjectIdentifier.init)).count == count)
        let each = pool.memory.byteCount / count
        for inflater in lent { pool.giveBack(inflater) }
        withExtendedLifetime(lent) {}
        #expect(pool.takeInflater(windowBits: 10) === lent[count - 1])
        #expect(pool.takeInflater(windowBits: 11).windowBits == 11)
        let settings = Deflater.Settings(level: 1, memoryLevel: 8, windowBits: 15, takesOverContext: false)
        #expect(pool.deflater(settings) === pool.deflater(settings))
        #expect(each > 0)
    }

    @Test func `contexts of one size do not keep those of another out`() {
        let pool = CompressionPool()
        let lent = (0..<CompressionPool.idleLimit).map { _ in pool.takeInflater(windowBits: 9) }
        for inflater in lent { pool.giveBack(inflater) }
        pool.giveBack(pool.takeInflater(windowBits: 15))
        let before = pool.memory.allocationCount
        for _ in 0..<10 { pool.giveBack(pool.takeInflater(windowBits: 15)) }
        #expect(pool.memory.allocationCount == before)
    }
}
