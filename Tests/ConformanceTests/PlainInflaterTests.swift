import PlainInflating
import Testing

/// The inflater of the tests says what the RFCs say, so that what it says of Muster's end counts.
@Suite struct PlainInflaterTests {
    static let hello = Array("Hello".utf8)

    static func inflate(_ payload: [UInt8], windowBits: Int = 15) throws(PlainInflater.Fault) -> [UInt8] {
        var inflater = PlainInflater(windowBits: windowBits)
        return try inflater.inflate(payload, takesOverContext: false)
    }

    @Test func `the examples of RFC 7692 section 7_2_3`() throws {
        #expect(try Self.inflate([0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]) == Self.hello)
        #expect(try Self.inflate([0, 5, 0, 0xfa, 0xff] + Self.hello + [0]) == Self.hello)
        #expect(
            try Self.inflate([0xf2, 0x48, 0x05, 0, 0, 0, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00]) == Self.hello)
        #expect(try Self.inflate([0]).isEmpty)
    }

    @Test func `a window is kept, or not`() throws {
        var inflater = PlainInflater(windowBits: 15)
        let (first, second): ([UInt8], [UInt8]) = (
            [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00], [0xf2, 0x00, 0x11, 0x00, 0x00]
        )
        for _ in 0..<2 { #expect(try inflater.inflate(first, takesOverContext: true) == Self.hello) }
        #expect(try inflater.inflate(second, takesOverContext: true) == Self.hello)
        #expect(throws: PlainInflater.Fault.tooFarBack(5)) { try inflater.inflate(second, takesOverContext: false) }
    }

    /// The corpus' own data, deflated by zlib: blocks of all three kinds, and windows of all sizes.
    @Test func `what cases say of messages of one frame`() throws {
        var count = 0
        for testCase in Corpus.compression where testCase.expectation.violation == nil && testCase.steps.count == 1 {
            guard case .frame(let frame)? = testCase.steps.first, frame.reservedBits == 4, frame.isFinal,
                // A block that is the last of its stream is what a receiver takes, not what Muster sends.
                testCase.id != "12.1.5"
            else { continue }
            let message = try Self.inflate(frame.payload)
            #expect([.text(message), .binary(message)].contains(testCase.expectation.deliveries.first), "\(testCase)")
            count += 1
        }
        #expect(count >= 15)
    }

    @Test(
        arguments: [
            ([0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00], .invalid), ([0xf2, 0x48, 0xcd], .truncated),
            ([0x07], .invalid), ([0, 5, 0, 0xfa, 0xfe], .invalid), ([], .truncated),
            // The tail was not removed.
            ([0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00, 0x00, 0xff, 0xff], .truncated),
        ] as [([UInt8], PlainInflater.Fault)])
    func `what is not a message's data is told`(payload: [UInt8], fault: PlainInflater.Fault) {
        #expect(throws: fault) { try Self.inflate(payload) }
    }
}
