import Testing

@testable import CodecProfiling

/// The rows, their names and their input.
@Suite struct MatrixTests {
    @Test func `names are unique and lead back to their rows`() {
        let names = ProfileMatrix.all.map(\.name)
        #expect(Set(names).count == names.count)
        for row in ProfileMatrix.all { #expect(ProfileMatrix.row(named: row.name) == row) }
        #expect(ProfileMatrix.row(named: "decode/server/text-cjk/2KiB/whole/one-piece") == nil)
    }

    /// Saved baselines name rows: a name may come, none may change.
    @Test func `names stay as they are`() {
        #expect(
            ProfileRow(.decode, .server, .cjk, 1 << 10).name == "decode/server/text-cjk/1KiB/whole/one-piece")
        #expect(
            ProfileRow(.decode, .client, .twoByte, 65_536, .fragmented, .byteByByte, isDeflated: true).name
                == "decode/client/text-two-byte/65536/fragmented/byte-by-byte/deflate")
        #expect(ProfileRow(.encode, .client, .binary, 1 << 20).name == "encode/client/binary/1MiB/whole")
    }

    @Test func `every part of the matrix has rows`() {
        let rows = ProfileMatrix.all
        #expect(rows.count == 1_256)
        #expect(
            rows.allSatisfy { row in
                row.messageBytes >= 20 || (row.framing == .whole && [.binary, .ascii].contains(row.payload))
            })
        for size in ProfileMatrix.sizes { #expect(rows.contains { $0.messageBytes == size }) }
        for payload in PayloadShape.allCases { #expect(rows.contains { $0.payload == payload && $0.isDeflated }) }
        for arrival in ProfileRow.Arrival.allCases {
            #expect(rows.contains { $0.arrival == arrival && $0.framing == .fragmented && $0.role == .client })
        }
        #expect(ProfileMatrix.standard.allSatisfy(Set(rows).contains))
        #expect((50...90).contains(ProfileMatrix.standard.count))
    }

    @Test(arguments: PayloadShape.allCases) func `payloads are exact, seeded and what they say`(shape: PayloadShape) {
        for count in [0, 20, 125, 65_535] {
            let row = ProfileRow(.decode, .server, shape, count)
            let input = RowInput(row, seed: 5)
            #expect(input.payload.count == count)
            #expect(input.payload == RowInput(row, seed: 5).payload)
            #expect(input.wire == RowInput(row, seed: 5).wire)
            if count > 20 { #expect(input.payload != RowInput(row, seed: 6).payload) }
            guard shape != .binary else { continue }
            #expect(String(validating: input.payload, as: UTF8.self) != nil)
            let wide = input.payload.count { $0 >= 0x80 }
            #expect(shape == .ascii ? wide == 0 : count == 0 || wide > count / 2)
        }
    }

    @Test func `the plain frames are read as they were written`() {
        for count in [0, 1, 125, 126, 65_535, 65_536] {
            let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }[...]
            let frame = PlainFrame(isFinal: false, isCompressed: true, opcode: 2, key: [1, 2, 3, 4], payload: payload)
            var bytes = (frame.bytes + [7])[...]
            #expect(PlainFrame.read(&bytes) == frame)
            #expect(Array(bytes) == [7])
            var cut = frame.bytes.dropLast()
            #expect(PlainFrame.read(&cut) == nil)
        }
    }
}
