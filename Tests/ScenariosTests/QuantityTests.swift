import SeededRandom
import Testing

@testable import Scenarios

@Suite struct QuantityTests {
    @Test(
        arguments: [
            ("1ns", 1), ("0s", 0), ("1us", 1000), ("1µs", 1000), ("250ms", 250_000_000), ("1.5s", 1_500_000_000),
            ("2m", 120_000_000_000), ("2min", 120_000_000_000), ("1h", 3_600_000_000_000), ("0.5us", 500),
            ("0.000000001s", 1), ("1e3ms", 1_000_000_000), ("100e-2s", 1_000_000_000), ("1.50ms", 1_500_000),
            ("18446744073.709551615s", nil), ("18000000000s", 18_000_000_000_000_000_000),
        ] as [(String, UInt64?)])
    func durations(text: String, nanoseconds: UInt64?) throws {
        #expect((try? Quantity.nanoseconds(text)) == nanoseconds)
    }

    @Test(arguments: [
        ("20B", 20), ("0B", 0), ("1kB", 1000), ("2MB", 2_000_000), ("64KiB", 65536), ("1.5KiB", 1536),
        ("16MiB", 16 << 20), ("1GiB", 1 << 30),
    ])
    func sizes(text: String, bytes: Int) throws { #expect(try Quantity.bytes(text) == bytes) }

    @Test(arguments: [
        ("500/s", 500), ("20k/s", 20000), ("1.5M/s", 1_500_000), ("600/min", 10), ("6k/min", 100), ("1/min", 1.0 / 60),
        ("0.5/s", 0.5), ("3M/min", 50000),
    ])
    func rates(text: String, perSecond: Double) throws { #expect(try Quantity.rate(text).perSecond == perSecond) }

    @Test(arguments: [
        ("30", 0, "\"30\" has no unit"), ("30sec", 2, "unknown unit \"sec\""), ("s", 0, "expected a duration"),
        ("", 0, "expected a duration"), ("-1s", 0, "expected a duration"), ("1.s", 0, "expected a duration"),
        (".5s", 0, "expected a duration"), ("1 s", 1, "unknown unit \" s\""),
        ("0.5ns", 0, "\"0.5ns\" is not a whole number"),
        ("99999999999h", 0, "\"99999999999h\" is too large"), ("1e30s", 0, "\"1e30s\" is too large"),
        ("1S", 1, "unknown unit \"S\""), ("１s", 0, "expected a duration"),
    ])
    func wrongDurations(text: String, offset: Int, message: String) {
        let error = #expect(throws: NotationError.self) { try Quantity.nanoseconds(text) }
        #expect(error?.offset == offset)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }

    @Test func wrongSizesAndRates() {
        for text in ["1.5B", "10", "1k", "1K", "-1B", "1kb"] {
            #expect(throws: NotationError.self) { try Quantity.bytes(text) }
        }
        for text in ["10", "10/h", "10s", "k/s", "10 /s"] {
            #expect(throws: NotationError.self) { try Quantity.rate(text) }
        }
    }

    @Test func seeds() throws {
        #expect(try Quantity.seed("0") == 0)
        #expect(try Quantity.seed("18446744073709551615") == .max)
        #expect(try Quantity.seed("0xffffffffffffffff") == .max)
        for text in ["", "-1", "+1", "0x", "0x-1", "0x+1", "1.5", "18446744073709551616", "0x00000000000000001", "ff"] {
            #expect(throws: NotationError.self) { try Quantity.seed(text) }
        }
    }

    @Test func writtenQuantitiesReadBack() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<2000 {
            let nanoseconds = random.next() >> UInt64.random(in: 0..<64, using: &random)
            // More digits than a scenario may have are refused rather than rounded.
            if nanoseconds < 100_000_000_000_000_000 {
                #expect(try Quantity.nanoseconds(Quantity.text(nanoseconds: nanoseconds)) == nanoseconds)
            }
            let bytes = Int(random.next() >> UInt64.random(in: 16..<64, using: &random))
            #expect(try Quantity.bytes(Quantity.text(bytes: bytes)) == bytes)
            let rate = Double.random(in: 0...1, using: &random) * Double(1 << Int.random(in: 0..<30, using: &random))
            #expect(try Quantity.rate(Quantity.text(perSecond: rate)).perSecond == rate)
        }
        #expect(Quantity.text(nanoseconds: 90_000_000_000) == "90s")
        #expect(Quantity.text(nanoseconds: 1_500_000) == "1500us")
        #expect(Quantity.text(bytes: 65536) == "64KiB")
        #expect(Quantity.text(perSecond: 20000) == "20000/s")
    }
}
