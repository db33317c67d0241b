import Testing
import WebSocketProtocol

@testable import CodecProfiling

/// A pass is timed truly however short it is beside the clock's steps.
@Suite struct PassTimerTests {
    /// A row whose passes take what the test says, on a clock that the test owns.
    private final class SteadyCase: MeasuredCase {
        let input = RowInput(ProfileRow(.decode, .client, .binary, 65_536), seed: 1)
        let copies: Int
        let isRepeatable: Bool
        let passNanoseconds: Double
        var time = 0.0
        private(set) var passesSinceRefill: [Int] = []
        private(set) var refills = 0

        init(_ passNanoseconds: Double, copies: Int = 1, isRepeatable: Bool) {
            self.passNanoseconds = passNanoseconds
            self.copies = copies
            self.isRepeatable = isRepeatable
        }

        func verify() throws(CodecFailure) {}
        func canRepeat() throws(CodecFailure) -> Bool { isRepeatable }

        func refill() {
            // Copying takes a while, and none that the clock's steps divide.
            time += 137.3
            refills += 1
            passesSinceRefill = []
        }

        func pass(over copy: Int) throws(CodecFailure) {
            if !isRepeatable, passesSinceRefill.contains(copy) { throw CodecFailure("copy \(copy) is used up") }
            passesSinceRefill.append(copy)
            time += passNanoseconds
        }
    }

    private func measured(_ row: SteadyCase, step: UInt64) throws -> Double {
        try PassTimer { UInt64(row.time) / step * step }.visit(row)
    }

    /// A clock of 10 ns told 16.7 from 20, and 90 from 100, by chance.
    @Test(arguments: [4.7, 14.9, 50, 94.9, 1_234.5], [1, 10, 41])
    func `a pass that can be repeated is`(nanoseconds: Double, step: UInt64) throws {
        let row = SteadyCase(nanoseconds, isRepeatable: true)
        let found = try measured(row, step: step) * Double(row.input.messages)
        #expect(abs(found / nanoseconds - 1) < 0.01, "\(found)")
        #expect(row.refills > 1, "what disturbs one stretch does not decide")
    }

    @Test(arguments: [309.2, 247.7, 1_500])
    func `a pass that uses its input up goes over copies`(nanoseconds: Double) throws {
        let row = SteadyCase(nanoseconds, copies: 4, isRepeatable: false)
        let found = try measured(row, step: 10) * Double(row.input.messages)
        #expect(abs(found / nanoseconds - 1) < 0.011, "\(found)")
    }

    @Test func `masked frames have copies enough, and unmasked ones can be passed over again`() throws {
        for size in ProfileMatrix.sizes {
            let masked = try RowCase<MusterCodec>(ProfileRow(.decode, .server, .binary, size), seed: 1)
            #expect(try !masked.canRepeat() || size == 0)
            #expect(masked.copies * masked.input.wire.count >= 128 << 10 || masked.input.messages > 1_000)
            let unmasked = try RowCase<MusterCodec>(ProfileRow(.decode, .client, .ascii, size), seed: 1)
            #expect(try unmasked.canRepeat())
            let encoded = try RowCase<MusterCodec>(ProfileRow(.encode, .client, .binary, size), seed: 1)
            #expect(try encoded.canRepeat())
        }
    }

    @Test func `every copy is whole`() throws {
        let row = try RowCase<MusterCodec>(ProfileRow(.decode, .server, .ascii, 65_536), seed: 1)
        #expect(row.copies > 1)
        for _ in 0..<2 {
            row.refill()
            for copy in 0..<row.copies { try row.pass(over: copy) }
        }
        // What was unmasked already is not the text that was sent.
        #expect(throws: CodecFailure.self) { try row.pass(over: row.copies - 1) }
    }

    /// One that writes into what it received is not repeated, whatever the row.
    @Test func `a codec that changes unmasked input is not repeated`() throws {
        let row = try RowCase<ScribblingCodec>(ProfileRow(.decode, .client, .binary, 20), seed: 1)
        #expect(try !row.canRepeat())
    }
}
