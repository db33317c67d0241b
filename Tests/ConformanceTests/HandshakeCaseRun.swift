import WebSocketProtocol

/// One run of one case of the opening handshake.
struct HandshakeCaseRun {
    let testCase: HandshakeCase
    let variant: Variant

    /// Runs the case; what differs from the expectation, one line each.
    func differencesFound() throws -> [String] {
        let result =
            switch variant.place {
            case .memory: try codecResult()
            case .socket: try peerResult()
            }
        var differences: [String] = []
        func compare<Value: Equatable>(_ what: String, _ found: Value, _ expected: Value) {
            if found != expected { differences.append("\(what): found \(found), expected \(expected)") }
        }
        let expectation = testCase.expectation
        compare("opens", result.isOpen, expectation.opens)
        compare("error", result.error, expectation.error)
        compare("subprotocol", result.subprotocol, expectation.subprotocol)
        compare("deliveries", result.deliveries, expectation.deliveries)
        compare("compression", result.agreed, expectation.agreed)
        if variant.role == .server || testCase.compression == nil || expectation.extensions != nil {
            compare("extensions sent", result.extensions, expectation.extensions.map { [$0] } ?? [])
        }
        if expectation.resource != nil { compare("resource", result.resource, expectation.resource) }
        if !expectation.waits { compare("status", result.status, expectation.opens ? 101 : expectation.status) }
        if variant.role == .server { differences += faults(of: result.answer) }
        return differences
    }

    func pieces(of stream: [UInt8]) -> [ArraySlice<UInt8>] {
        let chop = max(variant.chop ?? stream.count, 1)
        return stride(from: 0, to: stream.count, by: chop).map { stream[$0..<min($0 + chop, stream.count)] }
    }

    /// What section 4.2.2 asks of a server's answer.
    private func faults(of answer: [UInt8]) -> [String] {
        guard testCase.expectation.opens else {
            if testCase.expectation.waits { return answer.isEmpty ? [] : ["an answer to half a request"] }
            return testCase.expectation.status == 426
                && HandshakeTexts.fields(of: answer, "Sec-WebSocket-Version") != ["13"]
                ? ["4.2.2: a refused version, and the one that is spoken is not told"] : []
        }
        let key = HandshakeTexts.key(of: testCase.stream())
        let expected = [
            ("Upgrade", ["websocket"]), ("Connection", ["Upgrade"]),
            ("Sec-WebSocket-Accept", [HandshakeNonce.acceptKey(forKey: key)]),
            ("Sec-WebSocket-Protocol", testCase.expectation.subprotocol.map { [$0] } ?? []),
        ]
        return expected.compactMap { name, values in
            let found = HandshakeTexts.fields(of: answer, name)
            return found == values ? nil : "4.2.2: \(name) is \(found) and should be \(values)"
        }
    }

    static func status(of answer: [UInt8]) -> Int? {
        guard answer.starts(with: "HTTP/1.1 ".utf8) else { return nil }
        return Int(String(decoding: answer.dropFirst(9).prefix(3), as: UTF8.self))
    }
}
