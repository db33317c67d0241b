import Testing

@testable import Reporting

@Suite struct QuantityTests {
    let quantity = Quantity(style: ReportStyle())

    @Test(
        arguments: [
            (0, "0 ns"), (1, "1 ns"), (999, "999 ns"), (1_000, "1.00 µs"), (1_234, "1.23 µs"), (9_994, "9.99 µs"),
            (9_996, "10.0 µs"), (99_940, "99.9 µs"), (99_960, "100 µs"), (999_499, "999 µs"), (999_500, "1.00 ms"),
            (12_345_678, "12.3 ms"), (1_000_000_000, "1.00 s"), (59_940_000_000, "59.9 s"), (59_950_000_000, "1m00s"),
            (61_000_000_000, "1m01s"), (3_599_400_000_000, "59m59s"), (3_600_000_000_000, "1h00m"),
            (90_000_000_000_000, "25h00m"),
        ] as [(UInt64, String)])
    func durations(nanoseconds: UInt64, text: String) {
        #expect(quantity.duration(nanoseconds) == text)
    }

    @Test(
        arguments: [
            (0, "0/s"), (0.5, "0.50/s"), (12.3, "12.3/s"), (999, "999/s"), (999.6, "1.00k/s"), (5_000, "5.00k/s"),
            (9_999, "10.0k/s"), (10_000, "10.0k/s"),
            (9_999.5, "10.0k/s"), (19_987, "20.0k/s"), (999_499, "999k/s"), (999_600, "1.00M/s"), (5.5e6, "5.50M/s"),
            (1e9, "1.00G/s"),
        ] as [(Double, String)])
    func rates(perSecond: Double, text: String) {
        #expect(quantity.rate(perSecond) == text)
    }

    @Test(
        arguments: [
            (0, "0 B"), (999, "999 B"), (1_000, "0.98 KiB"), (1_024, "1.00 KiB"), (1_258_291, "1.20 MiB"),
            (1_048_000, "1.00 MiB"), (8_232_947_712, "7.67 GiB"),
        ] as [(Double, String)])
    func bytes(value: Double, text: String) {
        #expect(quantity.bytes(value) == text)
    }

    @Test(
        arguments: [
            (0, "0 %"), (0.000_01, "<0.01 %"), (0.000_1, "0.01 %"), (0.123_4, "12.3 %"), (0.999_4, "99.9 %"),
            (0.999_9, ">99.9 %"), (1, "100 %"), (1.5, "150 %"),
        ] as [(Double, String)])
    func shares(value: Double, text: String) {
        #expect(quantity.share(value) == text)
    }

    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (.max, "18,446,744,073,709,551,615"),
        ] as [(UInt64, String)])
    func counts(value: UInt64, text: String) {
        #expect(quantity.count(value) == text)
    }

    @Test(
        arguments: [
            (10_000_000_000, "10 s"), (2_000_000_000, "2 s"), (1_500_000, "1.5 ms"), (100_000, "100 µs"),
            (700, "700 ns"),
            (120_000_000_000, "2m00s"),
        ] as [(UInt64, String)])
    func spans(nanoseconds: UInt64, text: String) {
        #expect(quantity.span(nanoseconds) == text)
    }

    /// From files: none is measured, and none may end the process or be wider than its column.
    @Test(arguments: [-1e300, -5, -0.1, 1e19, 1e28, 1e300, .infinity, -.infinity, .nan] as [Double])
    func numbersThatNothingMeasures(value: Double) {
        #expect(quantity.duration(value).displayWidth <= 7, "\(quantity.duration(value))")
        #expect(quantity.short(value).displayWidth <= 5, "\(quantity.short(value))")
        #expect(quantity.rate(value).displayWidth <= 7, "\(quantity.rate(value))")
        #expect(quantity.bytes(value).displayWidth <= 8, "\(quantity.bytes(value))")
        #expect(quantity.share(value).displayWidth <= 9, "\(quantity.share(value))")
        #expect(!quantity.factor(value).isEmpty)
    }

    @Test func withoutUnicodeMicroIsU() {
        #expect(Quantity(style: ReportStyle(usesUnicode: false)).duration(UInt64(1_230)) == "1.23 us")
    }

    @Test func nothingIsWiderThanItsColumn() {
        var value: UInt64 = 1
        while value < 3_600_000_000_000 {
            #expect(quantity.duration(value).displayWidth <= 7, "\(value)")
            #expect(quantity.short(Double(value)).displayWidth <= 5, "\(value)")
            value = value * 21 / 20 + 1
        }
    }
}
