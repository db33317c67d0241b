import Testing

/// The cases of an open connection: each in both roles, whole and in pieces, in memory and over a socket.
@Suite struct FrameCaseTests {
    @Test(arguments: Corpus.framing) func framing(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.pings) func pings(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.reservedBits) func reservedBits(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.opcodes) func opcodes(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.fragmentation) func fragmentation(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.utf8) func utf8(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.closing) func closing(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.masking) func masking(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.limits) func limits(_ testCase: FrameCase) throws { try check(testCase) }
    @Test(arguments: Corpus.compression) func compression(_ testCase: FrameCase) throws { try check(testCase) }

    private func check(_ testCase: FrameCase) throws {
        for variant in Variant.all(testCase.roles, chops: testCase.chops) {
            var run = try FrameCaseRun(testCase, variant)
            let place = "\(testCase) \(variant)"
            do {
                for difference in try run.differencesFound() { Issue.record("\(place): \(difference)") }
            } catch {
                Issue.record("\(place): \(error)")
            }
        }
    }
}

extension FrameCase: CustomStringConvertible {
    var description: String { "\(id) (\(title); section \(section))" }
}
