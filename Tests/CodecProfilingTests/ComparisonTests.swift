import Foundation
import Reporting
import Testing

@testable import CodecProfiling

/// Verdicts, and files that are read back or refused.
@Suite struct ComparisonTests {
    private static let name = "decode/server/binary/20/whole/one-piece"
    private static let other = "encode/client/binary/20/whole"

    private static func row(
        _ name: String = name, time: Double = 100, instructions: UInt64 = 100_000, allocations: UInt64 = 0
    ) -> Profile.Row {
        Profile.Row(
            name: name, messages: 1_000, payloadBytes: 20, allocations: allocations, instructions: instructions,
            nanoseconds: TimeSummary((0..<25).map { time * (1 + Double($0 % 5) / 100) }))
    }

    private static func profile(_ rows: [Profile.Row]) -> Profile {
        Profile(
            tool: .init(name: "muster", version: "1"), codec: .init(name: "muster", version: "1"),
            startedAt: "2026-01-01T00:00:00Z", seed: 1,
            environment: Surroundings(), rows: rows)
    }

    private func compare(_ new: [Profile.Row], _ old: [Profile.Row], change: (inout Profile) -> Void = { _ in })
        -> Comparison
    {
        var baseline = Self.profile(old)
        change(&baseline)
        return Comparison(Self.profile(new), with: baseline, path: "old.json", tolerance: .init())
    }

    private func verdict(_ comparison: Comparison, _ measure: RowComparison.Measure) -> ComparisonVerdict? {
        comparison.rows.first?.changes.first { $0.measure == measure }?.verdict
    }

    @Test(arguments: [
        (110.5, ComparisonVerdict.same), (100, .same), (95, .same), (120, .worse), (80, .better),
    ])
    func `times are judged by the whole interval`(time: Double, expected: ComparisonVerdict) {
        let comparison = compare([Self.row(time: time)], [Self.row()])
        #expect(verdict(comparison, .nanoseconds) == expected)
        #expect(comparison.passed == (expected != .worse))
    }

    @Test(arguments: [
        (UInt64(100_499), ComparisonVerdict.same), (100_501, .worse), (99_501, .same), (99_499, .better),
    ])
    func `instructions are judged by their tolerance`(count: UInt64, expected: ComparisonVerdict) {
        let comparison = compare([Self.row(instructions: count)], [Self.row()])
        #expect(verdict(comparison, .instructions) == expected)
        #expect(comparison.passed == (expected != .worse))
    }

    @Test func `allocations are judged exactly`() {
        #expect(verdict(compare([Self.row(allocations: 1)], [Self.row()]), .allocations) == .worse)
        #expect(
            verdict(compare([Self.row(allocations: 1_000)], [Self.row(allocations: 1_001)]), .allocations) == .better)
        #expect(verdict(compare([Self.row(allocations: 7)], [Self.row(allocations: 7)]), .allocations) == .same)
        #expect(!compare([Self.row(allocations: 1_001)], [Self.row(allocations: 1_000)]).passed)
    }

    @Test func `times of another kind of machine are shown, and not judged`() {
        let comparison = compare([Self.row(time: 500)], [Self.row()]) { $0.environment.processor = "Other" }
        #expect(verdict(comparison, .nanoseconds) == .notJudged)
        #expect(comparison.passed)
        #expect(
            comparison.remarks.first?.hasPrefix(
                "times are not judged: the baseline is of another kind of machine (Other") == true)
        #expect(verdict(comparison, .instructions) == .same)
    }

    @Test func `instructions of other vectors or another compiler are shown, and not judged`() {
        for change in [{ $0.environment.vectors = "none" }, { $0.environment.swiftVersion = "5.9" }]
            as [(inout Profile) -> Void]
        {
            let comparison = compare([Self.row(instructions: 900_000)], [Self.row()], change: change)
            #expect(verdict(comparison, .instructions) == .notJudged)
            #expect(comparison.passed)
            #expect(comparison.remarks.contains { $0.hasPrefix("instructions are not judged") })
        }
    }

    @Test func `rows that either side lacks are named`() {
        let gone = Self.row("decode/server/binary/3/whole/one-piece")
        let comparison = compare([Self.row(Self.other)], [Self.row(), gone])
        #expect(comparison.added == [Self.other])
        #expect(comparison.notChosen == [Self.name])
        #expect(comparison.rows.map(\.verdict) == [.missing])
        #expect(!comparison.passed)
        let refused = compare([Profile.Row(name: Self.name, refused: "why")], [Self.row()])
        #expect(refused.rows.first?.reason == "why" && !refused.passed)
        let text = ProfileText(style: ReportStyle()).table(comparison)
        for name in [Self.name, Self.other, gone.name, "there is no such row any more"] { #expect(text.contains(name)) }
    }

    @Test func `the worst row comes first, and the summary counts`() {
        let old = [Self.row(), Self.row(Self.other), Self.row("encode/client/binary/125/whole")]
        let new = [
            Self.row(), Self.row(Self.other, time: 150), Self.row("encode/client/binary/125/whole", time: 300),
        ]
        let comparison = compare(new, old)
        #expect(comparison.rows.map(\.name) == [old[2].name, Self.other, Self.name])
        let text = ProfileText(style: ReportStyle(width: 120)).table(comparison)
        #expect(
            text.contains(
                "FAILED against old.json: 2 worse, 1 same (tolerance: times 10%, instructions 0.5%, allocations none)"))
        #expect(text.contains("+200.0 %"))
        #expect(text.contains("  0 %  "))
        #expect(!text.contains("+0.0 %") && !text.contains("-0.0 %"))
    }

    @Test func `one allocation more in a pass is seen in the table`() {
        var (old, new) = (Self.row(allocations: 1_000), Self.row(allocations: 1_001))
        (old.messages, new.messages) = (1_000_000, 1_000_000)
        let comparison = compare([new], [old])
        let text = ProfileText(style: ReportStyle(width: 160)).table(comparison)
        #expect(text.contains("+0.1 %  0.001000  0.001001"), "\(text)")
        let row = Self.row(allocations: 4_000_001)
        let many = ProfileText(style: ReportStyle(width: 160)).table(compare([row], [Self.row(allocations: 4_000_000)]))
        #expect(many.contains("+0.000025 %  4000.000  4000.001"), "\(many)")
    }

    @Test func `a comparison that judges nothing does not pass`() {
        var bare = Self.row()
        (bare.allocations, bare.instructions) = (nil, nil)
        let comparison = compare([bare], [bare]) { $0.environment.processor = "Other" }
        #expect(!comparison.passed)
        #expect(comparison.notJudged == [.nanoseconds])
        #expect(
            ProfileText(style: ReportStyle()).summary(comparison).hasPrefix(
                "FAILED against old.json: 1 not judged; nothing was judged; not judged: times ("))
        #expect(!compare([Self.row(Self.other)], [Self.row()]).passed)
    }

    @Test func `a row whose count the baseline lacks is named`() {
        var bare = Self.row(Self.other)
        bare.instructions = nil
        let comparison = compare([Self.row(), Self.row(Self.other)], [Self.row(), bare])
        #expect(comparison.passed)
        #expect(comparison.remarks == ["instructions of \(Self.other) are not in the baseline"])
        #expect(comparison.notJudged == [.instructions])
    }

    @Test(arguments: [40, 50]) func `the verdict stands on a narrow terminal`(width: Int) {
        let text = ProfileText(style: ReportStyle(width: width)).table(compare([Self.row(time: 200)], [Self.row()]))
        let line = text.split(separator: "\n").first { $0.contains("+100.0 %") }
        #expect(line?.contains("worse") == true, "\(text)")
    }

    @Test func `no line is wider than the terminal`() {
        let comparison = compare([Self.row(time: 200)], [Self.row()]) { $0.environment.processor = "Other" }
        for width in [40, 80, 120] {
            let text = ProfileText(style: ReportStyle(width: width))
            for line in (text.table(comparison) + text.table(Self.profile([Self.row()]))).split(separator: "\n") {
                #expect(line.count <= width, "\(line)")
            }
        }
    }

    @Test func `a file is read as it was written`() throws {
        let profile = Self.profile([Self.row(), Profile.Row(name: Self.other, refused: "why")])
        #expect(
            try ProfileFile.decode(Array(ProfileFile.text(profile).utf8), path: "x", command: "muster codec") == profile
        )
    }

    @Test(arguments: [
        ("", "the file is empty"), ("{\"kind\": \"muster-codec-profile\", \"format\": 1, ", "the file is truncated"),
        ("{}", "this is not a codec's profile"),
        ("{\"kind\": \"other\", \"format\": 1}", "this is not a codec's profile"),
        ("[1, 2]", "this is not a codec's profile"), ("not JSON", "this is not a codec's profile"),
        ("{\"kind\": \"muster-codec-profile\", \"format\": 2}", "format 2 is newer than this version reads (up to 1)"),
        ("{\"kind\": \"muster-codec-profile\", \"format\": 0}", "format 0 never existed"),
        ("{\"kind\": \"muster-codec-profile\", \"format\": 1}", "is missing"),
    ])
    func `broken files are refused by name`(text: String, reason: String) throws {
        let error = #expect(throws: ProfileError.self) {
            try ProfileFile.decode(Array(text.utf8), path: "x.json", command: "muster codec")
        }
        let failure = try #require(error)
        #expect(failure.exitStatus == 65)
        #expect("\(failure)".hasPrefix("x.json: "))
        #expect("\(failure)".contains(reason), "\(failure)")
    }

    @Test(arguments: ["-1", "18446744073709551616", "1e400"])
    func `a number that does not fit is told from broken JSON`(number: String) throws {
        let text = ProfileFile.text(Self.profile([Self.row()])).replacingOccurrences(
            of: "\"allocations\" : 0", with: "\"allocations\" : \(number)")
        let error = #expect(throws: ProfileError.self) {
            try ProfileFile.decode(Array(text.utf8), path: "x", command: "muster codec")
        }
        #expect("\(try #require(error))" == "x: it has a number that is out of range")
    }

    @Test func `counts of any size are drawn`() {
        let most = [Self.row(instructions: .max, allocations: .max)]
        let text = ProfileText(style: ReportStyle())
        #expect(text.table(Self.profile(most)).contains("18,446,744,073,709,552"))
        #expect(text.number(Double(UInt64.max)) == "1.84e+19")
    }

    @Test func `what a file or a codec says cannot steer the terminal`() {
        let escape = "\u{1B}[2J"
        let comparison = compare(
            [Self.row(), Profile.Row(name: Self.other, refused: escape)],
            [Self.row(escape), Self.row(Self.other), Self.row("a\nb")]
        ) { $0.environment.processor = escape }
        var profile = Self.profile([Self.row(escape), Profile.Row(name: escape, refused: escape)])
        profile.environment.processor = escape
        let text = ProfileText(style: ReportStyle())
        #expect(!text.table(comparison).contains("\u{1B}"))
        #expect(!text.table(profile).contains("\u{1B}"))
        #expect(!"\(ProfileError.damaged(escape, escape))".contains("\u{1B}"))
        #expect(!"\(ProfileError.codecFailed(codec: escape, row: "", reason: escape))".contains("\u{1B}"))
    }

    @Test(arguments: ["7%", "0.5%", "12.25%", "0%", "10000%"])
    func `a tolerance is said as it was given`(text: String) throws {
        #expect(try #require(Percentage(argument: text)).defaultValueDescription == text)
    }

    @Test func `messages name the program that was called`() throws {
        let damaged = #expect(throws: ProfileError.self) {
            try ProfileFile.decode(Array("{}".utf8), path: "x", command: "mine")
        }
        #expect("\(try #require(damaged))".hasSuffix("write one with mine --out FILE"))
        let selection = try RowSelection.parse(["--filter", "nothing"])
        let unknown = #expect(throws: ProfileError.self) { try selection.rows(of: nil, command: "mine") }
        #expect("\(try #require(unknown))" == "no row matches; mine --list shows their names")
        #expect(CodecCommand<MusterCodec>.command == "muster codec" && CodecCommand<MusterCodec>.program == "muster")
        #expect(
            CodecCommand<FaultyCodec<LeavesMasked>>.command
                == CodecCommand<FaultyCodec<LeavesMasked>>.configuration.commandName)
        #expect(CodecCommand<FaultyCodec<LeavesMasked>>.program == CodecCommand<FaultyCodec<LeavesMasked>>.command)
    }

    @Test func `rows that cannot be are refused`() throws {
        var twice = Self.profile([Self.row(), Self.row()])
        func refusal() -> String {
            do {
                _ = try ProfileFile.decode(Array(ProfileFile.text(twice).utf8), path: "x", command: "muster codec")
            } catch {
                return "\(error)"
            }
            return ""
        }
        #expect(refusal() == "x: the row \(Self.name) stands twice")
        twice.rows = [Self.row(time: 0)]
        #expect(refusal().contains("are not all possible"))
        twice.rows = [Self.row(time: 1e300)]
        #expect(refusal().contains("are not all possible"))
        twice.rows = [Self.row()]
        twice.rows[0].nanoseconds?.high = 1e300
        #expect(refusal().contains("are not all possible"))
        twice.rows = []
        #expect(refusal() == "x: it has no row that was measured")
        twice.rows = [Profile.Row(name: Self.name)]
        #expect(refusal().contains("has no messages"))
    }
}
