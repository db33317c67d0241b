import WebSocketProtocol

/// One run of one case: feeds Muster's end, and compares what came of it with what must come.
struct FrameCaseRun {
    let testCase: FrameCase
    let variant: Variant
    private let end: any EndUnderTest
    private var stream: [UInt8] = []
    private var places: [CaseFrame.Place] = []
    /// How much of the stream was fed.
    private var fed = 0
    /// How much had been fed when a rule was found broken.
    private var violatedAt: Int?
    private var differences: [String] = []

    init(_ testCase: FrameCase, _ variant: Variant) throws {
        self.testCase = testCase
        self.variant = variant
        end =
            switch variant.place {
            case .memory: CodecEnd(role: variant.role, limits: testCase.limits, compression: testCase.agreedCompression)
            case .socket:
                try PeerEnd(
                    role: variant.role, limits: testCase.limits, compression: testCase.compression,
                    isDeclined: testCase.isDeclined)
            }
    }

    /// Runs the case; what differs from the expectation, one line each.
    mutating func differencesFound() throws -> [String] {
        for step in testCase.steps {
            switch step {
            case .frame(let frame): frame.write(to: &stream, &places, receivedBy: variant.role)
            case .act(let action):
                try feed()
                compare("refusal", try end.act(action), action.refusal)
            case .transport(let transportEnd):
                try feed()
                try end.transport(transportEnd)
            }
        }
        try feed()
        comparePoint()
        compare("incomplete message", end.record.incomplete, testCase.expectation.incomplete, unless: isViolated)
        if isOpenAfterwards { try closeFromTheOtherSide() }
        try end.finish(endsFirst: endsFirst)
        compareOutcome()
        return differences
    }

    private var isViolated: Bool { testCase.expectation.violation != nil }
    private var isOpenAfterwards: Bool {
        !isViolated && testCase.expectation.close == nil && !testCase.expectation.waits
    }

    /// RFC 6455 section 7.1.1: the server ends the transport first, and who fails the connection ends it at once.
    private var endsFirst: Bool {
        if isViolated { return true }
        let isClean = isOpenAfterwards || testCase.expectation.close?.isClean == true
        return isClean && variant.role == .server
    }

    private mutating func feed() throws {
        while fed < stream.count {
            let next = min(stream.count, fed + (variant.chop ?? stream.count))
            try end.receive(stream[fed..<next])
            fed = next
            if violatedAt == nil, end.violation != nil { violatedAt = fed }
        }
    }

    /// An open connection answers a ping and a close.
    private mutating func closeFromTheOtherSide() throws {
        for (opcode, payload) in [("ping", "probe"), ("close", "\u{3}\u{e8}")] {
            CaseFrame(opcode: CaseFrame.names[opcode] ?? 0, payload: Array(Self.latin(payload)))
                .write(to: &stream, &places, receivedBy: variant.role)
        }
        try feed()
    }

    private static func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }
}

extension FrameCaseRun {
    /// Byte by byte a broken rule is told with the very byte that breaks it.
    private mutating func comparePoint() {
        compare("violation", end.violation, testCase.expectation.violation?.rule)
        guard variant.chop == 1, let violation = testCase.expectation.violation, !places.isEmpty else { return }
        let place = places[violation.frame ?? places.count - 1]
        compare("bytes until the violation", violatedAt, place.start + place.headerLength + violation.byte)
    }

    private mutating func compareOutcome() {
        let expectation = testCase.expectation
        compare("deliveries", end.record.deliveries, expectation.deliveries)
        var sent = SentFrame.read(end.sent, sentBy: variant.role, testCase.agreedCompression)
        for fault in sent.compactMap(\.fault) { differences.append("sent a wrong frame: \(fault)") }
        // The reason of a violation is in Muster's own words.
        if isViolated, expectation.violation?.code != nil, let last = sent.last, last.opcode == 8 {
            let reason = String(validating: last.payload.dropFirst(2), as: UTF8.self)
            if reason?.isEmpty != false { differences.append("the reason of the close frame is missing or not text") }
            sent[sent.count - 1].payload = Array(last.payload.prefix(2))
        }
        compare("frames sent", sent, expectedSent)
        let ending = end.ending
        compare("ended the transport first", ending.endedFirst, endsFirst)
        let (code, reason, by, isClean) = expectedEnding
        compare("close code", ending.code, code)
        compare("close reason", ending.reason, reason ?? ending.reason)
        compare("closed by", ending.by, by)
        compare("clean close", ending.isClean, isClean)
    }

    private var expectedSent: [SentFrame] {
        let expectation = testCase.expectation
        var sent = expectation.sends.map {
            SentFrame(
                opcode: $0.opcode, payload: $0.payload, isCompressed: $0.reservedBits & 4 != 0,
                isFragmented: $0.split != nil)
        }
        if isOpenAfterwards { sent.append(SentFrame(opcode: 10, payload: Array("probe".utf8))) }
        let answer = isOpenAfterwards ? 1000 : expectation.close?.by == .remote ? expectation.close?.code : nil
        if let code = expectation.violation?.code ?? answer {
            sent.append(SentFrame(opcode: 8, payload: code == 1005 ? [] : [UInt8(code >> 8), UInt8(code & 255)]))
        }
        return sent
    }

    private var expectedEnding: (UInt16?, String?, ClosingHandshake.Initiator, Bool) {
        let expectation = testCase.expectation
        if let close = expectation.close {
            let by: ClosingHandshake.Initiator =
                switch close.by {
                case .local: .local
                case .remote: .remote
                case .transport: .transport
                }
            return (close.code, close.reason, by, close.isClean)
        }
        if let violation = expectation.violation { return (violation.code, nil, .local, false) }
        return expectation.waits ? (1006, "", .transport, false) : (1000, "", .remote, true)
    }

    private mutating func compare<Value: Equatable>(
        _ what: String, _ found: Value, _ expected: Value, unless isMoot: Bool = false
    ) {
        guard !isMoot, found != expected else { return }
        differences.append("\(what): found \(found), expected \(expected)")
    }
}
