import Testing

/// The cases of the opening handshake: whole and byte by byte, in memory and over a socket.
@Suite struct HandshakeCaseTests {
    @Test(arguments: Corpus.serverHandshake) func server(_ testCase: HandshakeCase) throws { try check(testCase) }
    @Test(arguments: Corpus.clientHandshake) func client(_ testCase: HandshakeCase) throws { try check(testCase) }

    private func check(_ testCase: HandshakeCase) throws {
        for variant in Variant.all([testCase.role], chops: [1]) {
            let place = "\(testCase) \(variant)"
            do {
                let differences = try HandshakeCaseRun(testCase: testCase, variant: variant).differencesFound()
                for difference in differences { Issue.record("\(place): \(difference)") }
            } catch {
                Issue.record("\(place): \(error)")
            }
        }
    }
}

extension HandshakeCase: CustomStringConvertible {
    var description: String { "\(id) (\(title); section \(section))" }
}
