import Results
import SeededRandom
import Testing

@testable import Reporting

@Suite struct LiveDisplayTests {
    static let second: UInt64 = 1_000_000_000

    static func snapshots(seed: UInt64, count: Int = 60) -> [ProgressSnapshot] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { index in
            ProgressSnapshot(
                phase: Phase(rawValue: index * 4 / count) ?? .drain, elapsed: UInt64(index) * second / 3,
                total: index % 7 == 0 ? 0 : UInt64(count) * second / 4,
                openPeers: Int.random(in: 0...2_000_000, using: &random),
                targetPeers: 2_000_000, sentPerSecond: Double.random(in: 0...9e9, using: &random),
                receivedPerSecond: Double.random(in: 0...9e9, using: &random),
                responseP50: index % 3 == 0 ? nil : UInt64.random(in: 0...4_000_000_000_000, using: &random),
                responseP99: UInt64.random(in: 0...4_000_000_000_000, using: &random),
                errors: UInt64.random(in: 0...(.max), using: &random),
                history: (0..<index).map { _ in Double.random(in: 0...1e6, using: &random) })
        }
    }

    @Test(arguments: [40, 52, 80, 200], [true, false])
    func theBlockStaysInPlaceAndInItsWidth(width: Int, usesColor: Bool) {
        let style = ReportStyle(width: width, usesColor: usesColor, usesUnicode: usesColor)
        var display = LiveDisplay(title: "a scenario with quite a long name\u{1B}[2J", style: style)
        var terminal = TerminalEmulator(width: width, height: 24)
        terminal.write("$ muster run\n")
        for snapshot in Self.snapshots(seed: UInt64(width)) {
            terminal.write(display.render(snapshot))
            #expect(terminal.row == display.height, "the cursor rests on the block's last line")
            #expect(terminal.screen.split(separator: "\n", omittingEmptySubsequences: false).count == 6)
        }
        #expect(!terminal.isBroken)
        #expect(terminal.scrolled == 0)
        terminal.write(display.clear())
        #expect(terminal.screen == "$ muster run")
        #expect(terminal.row == 1 && terminal.column == 0)
        #expect(display.clear() == "")
    }

    @Test(arguments: [1, 2, 3, 6])
    func atTheBottomItScrollsOnceAndNeverAgain(height: Int) {
        var display = LiveDisplay(title: "echo", style: ReportStyle(), terminalHeight: height)
        var terminal = TerminalEmulator(width: 80, height: height)
        terminal.write(String(repeating: "\n", count: height))
        let before = terminal.scrolled
        var after: Int?
        for snapshot in Self.snapshots(seed: 9) {
            terminal.write(display.render(snapshot))
            if let after { #expect(terminal.scrolled == after) }
            after = terminal.scrolled
        }
        #expect(terminal.scrolled - before == display.height - 1)
        #expect(!terminal.isBroken)
    }

    @Test func itLooksAsRecorded() throws {
        let snapshot = ProgressSnapshot(
            phase: .measure, elapsed: 4_200_000_000, total: 17_000_000_000, openPeers: 998, targetPeers: 1_000,
            sentPerSecond: 20_012, receivedPerSecond: 19_998, responseP50: 148_000, responseP99: 1_230_000,
            errors: 2, history: [0, 5_000, 10_000, 15_000, 20_000, 20_000, 19_000, 20_000])
        var pictures: [String] = []
        for style in [ReportStyle(), ReportStyle(width: 60, usesUnicode: false), ReportStyle(width: 40)] {
            var display = LiveDisplay(title: "echo", style: style)
            var terminal = TerminalEmulator(width: style.width, height: 24)
            terminal.write(display.render(snapshot))
            pictures.append(terminal.screen)
        }
        var log = ProgressLog(style: ReportStyle())
        pictures.append(log.render(snapshot))
        try Golden.compare(pictures.joined(separator: "\n\n"), with: "live")
    }

    @Test func plainLinesComeAtTheirIntervalAndWithEachPhase() {
        var log = ProgressLog(style: ReportStyle(), interval: 5 * Self.second)
        func lines(_ phase: Phase, _ elapsed: UInt64) -> Int {
            log.render(ProgressSnapshot(phase: phase, elapsed: elapsed * Self.second, total: 0))
                .filter { $0 == "\n" }.count
        }
        #expect(lines(.connect, 0) == 1)
        #expect(lines(.connect, 1) == 0)
        #expect(lines(.measure, 2) == 1)
        #expect(lines(.measure, 4) == 0)
        #expect(lines(.measure, 5) == 1)
        #expect(lines(.measure, 23) == 1)
        #expect(lines(.measure, 24) == 0)
        #expect(lines(.measure, 25) == 1)
    }
}
