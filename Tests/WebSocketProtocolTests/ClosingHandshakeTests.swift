import SeededRandom
import Testing
import WebSocketProtocol

@Suite struct ClosingHandshakeTests {
    typealias Closing = ClosingHandshake

    enum Event {
        case close(CloseCode?, String)
        case received(CloseCode?, String)
        case failed(ProtocolViolation)
        case transportEnded
        case deadlineExpired
    }

    static func apply(_ event: Event, to closing: inout Closing) -> Closing.Action {
        switch event {
        case .close(let code, let reason): closing.close(code: code, reason: reason)
        case .received(let code, let reason): closing.received(code: code, reason: reason)
        case .failed(let violation): closing.failed(violation)
        case .transportEnded: closing.transportEnded()
        case .deadlineExpired: closing.deadlineExpired()
        }
    }

    struct Row: Sendable {
        var name: String
        var role: Role
        var steps: [(Event, Closing.Action)]
        var code: CloseCode?
        var reason: String
        var closedBy: Closing.Initiator?
        var wasClean: Bool
        var phase = Closing.Phase.closed
    }

    static let why = ProtocolViolation.invalidUTF8
    static let failure = Closing.Action.sendClose(code: .invalidPayload, reason: why.description, then: .shutdown)

    static func sent(_ code: CloseCode?, _ reason: String, _ then: Closing.AfterClose) -> Closing.Action {
        .sendClose(code: code, reason: reason, then: then)
    }

    static func sent(_ code: CloseCode?, _ then: Closing.AfterClose) -> Closing.Action { sent(code, "", then) }

    static let rows: [Row] = [
        Row(
            name: "client closes", role: .client,
            steps: [
                (.close(.normalClosure, "bye"), sent(.normalClosure, "bye", .awaitPeer)),
                (.received(.normalClosure, ""), .none), (.transportEnded, .dropTransport), (.transportEnded, .none),
            ], code: .normalClosure, reason: "", closedBy: .local, wasClean: true),
        Row(
            name: "server closes and drops first", role: .server,
            steps: [
                (.close(.goingAway, ""), sent(.goingAway, .awaitPeer)), (.received(.goingAway, ""), .dropTransport),
                (.transportEnded, .none),
            ], code: .goingAway, reason: "", closedBy: .local, wasClean: true),
        Row(
            name: "client is closed", role: .client,
            steps: [
                (.received(.goingAway, "restart"), sent(.goingAway, .awaitTransportEnd)),
                (.transportEnded, .dropTransport),
            ], code: .goingAway, reason: "restart", closedBy: .remote, wasClean: true),
        Row(
            name: "server is closed", role: .server,
            steps: [
                (.received(CloseCode(rawValue: 4000), "x"), sent(CloseCode(rawValue: 4000), .shutdown)),
                (.transportEnded, .dropTransport),
            ], code: CloseCode(rawValue: 4000), reason: "x", closedBy: .remote, wasClean: true),
        Row(
            name: "no code is answered with none", role: .client,
            steps: [(.received(nil, ""), sent(nil, .awaitTransportEnd)), (.transportEnded, .dropTransport)],
            code: .noStatusReceived, reason: "", closedBy: .remote, wasClean: true),
        Row(
            name: "the local end may send no code", role: .server,
            steps: [(.close(nil, ""), sent(nil, .awaitPeer)), (.received(nil, ""), .dropTransport)],
            code: .noStatusReceived, reason: "", closedBy: .local, wasClean: true),
        Row(
            name: "both at once: the received code applies", role: .client,
            steps: [
                (.close(.normalClosure, ""), sent(.normalClosure, .awaitPeer)), (.received(.goingAway, "x"), .none),
                (.transportEnded, .dropTransport),
            ], code: .goingAway, reason: "x", closedBy: .local, wasClean: true),
        Row(
            name: "a second close does nothing", role: .client,
            steps: [
                (.close(.normalClosure, ""), sent(.normalClosure, .awaitPeer)), (.close(.goingAway, ""), .none),
            ], code: .normalClosure, reason: "", closedBy: .local, wasClean: false, phase: .closing),
        Row(
            name: "close after being closed does nothing", role: .client,
            steps: [
                (.received(.goingAway, ""), sent(.goingAway, .awaitTransportEnd)), (.close(.normalClosure, ""), .none),
                (.received(.normalClosure, "again"), .none),
            ], code: .goingAway, reason: "", closedBy: .remote, wasClean: false, phase: .closing),
        Row(
            name: "no answer before the deadline", role: .client,
            steps: [
                (.close(.normalClosure, "x"), sent(.normalClosure, "x", .awaitPeer)),
                (.deadlineExpired, .dropTransport),
                (.deadlineExpired, .none),
            ], code: .abnormalClosure, reason: "", closedBy: .local, wasClean: false),
        Row(
            name: "no answer before the end", role: .server,
            steps: [(.close(.normalClosure, ""), sent(.normalClosure, .awaitPeer)), (.transportEnded, .dropTransport)],
            code: .abnormalClosure, reason: "", closedBy: .local, wasClean: false),
        Row(
            name: "the server does not end the transport", role: .client,
            steps: [
                (.close(.normalClosure, ""), sent(.normalClosure, .awaitPeer)), (.received(.normalClosure, ""), .none),
                (.deadlineExpired, .dropTransport),
            ], code: .normalClosure, reason: "", closedBy: .local, wasClean: true),
        Row(
            name: "the transport breaks", role: .client, steps: [(.transportEnded, .dropTransport)],
            code: .abnormalClosure, reason: "", closedBy: .transport, wasClean: false),
        Row(
            name: "a deadline while open", role: .client,
            steps: [(.deadlineExpired, .dropTransport), (.close(.normalClosure, ""), .none)],
            code: .abnormalClosure, reason: "", closedBy: .local, wasClean: false),
        Row(
            name: "a violation says what was sent", role: .client,
            steps: [
                (.failed(why), failure), (.failed(.maskedFrame), .none), (.received(.normalClosure, ""), .none),
                (.close(.normalClosure, ""), .none), (.transportEnded, .dropTransport),
            ], code: .invalidPayload, reason: why.description, closedBy: .local, wasClean: false),
        Row(
            name: "a violation and a deadline", role: .server,
            steps: [(.failed(why), failure), (.deadlineExpired, .dropTransport), (.failed(why), .none)],
            code: .invalidPayload, reason: why.description, closedBy: .local, wasClean: false),
        Row(
            name: "a violation in place of the answer", role: .client,
            steps: [
                (.close(.normalClosure, ""), sent(.normalClosure, .awaitPeer)), (.failed(why), .dropTransport),
            ], code: .abnormalClosure, reason: "", closedBy: .local, wasClean: false),
        Row(
            name: "nothing after the end", role: .server,
            steps: [
                (.transportEnded, .dropTransport), (.received(.normalClosure, ""), .none), (.failed(why), .none),
                (.close(.normalClosure, ""), .none), (.deadlineExpired, .none),
            ], code: .abnormalClosure, reason: "", closedBy: .transport, wasClean: false),
        Row(
            name: "still open", role: .client, steps: [], code: nil, reason: "", closedBy: nil, wasClean: false,
            phase: .open),
    ]

    @Test(arguments: [Role.client, .server])
    func aCloseThatIsNotAnswered(role: Role) {
        var closing = Closing(role: role)
        #expect(closing.received(code: .goingAway, reason: "x", isAnswered: false) == .none)
        #expect(closing.phase == .closing && closing.closeReceived && !closing.closeSent)
        #expect(closing.close(code: .normalClosure, reason: "") == .none)
        #expect(closing.received(code: .normalClosure, reason: "again") == .none)
        #expect(closing.transportEnded() == .dropTransport)
        // Section 7.1.5: the code received, clean or not.
        #expect(closing.code == .goingAway && closing.reason == "x" && closing.closedBy == .remote)
        #expect(!closing.wasClean)
    }

    @Test func table() {
        for row in Self.rows {
            var closing = Closing(role: row.role)
            var drops = 0
            for (index, (event, expected)) in row.steps.enumerated() {
                let action = Self.apply(event, to: &closing)
                #expect(action == expected, "\(row.name), step \(index)")
                if action == .dropTransport { drops += 1 }
                #expect((closing.phase == .closed) == (drops == 1), "\(row.name), step \(index)")
            }
            #expect(closing.code == row.code, "\(row.name)")
            #expect(closing.reason == row.reason, "\(row.name)")
            #expect(closing.closedBy == row.closedBy, "\(row.name)")
            #expect(closing.wasClean == row.wasClean, "\(row.name)")
            #expect(closing.phase == row.phase, "\(row.name)")
        }
    }

    /// Any order of events: at most one close frame, at most one drop, and a drop at the latest with the deadline.
    @Test func anyOrderEnds() {
        let events: [Event] = [
            .close(.normalClosure, ""), .received(.goingAway, ""), .failed(why), .transportEnded, .deadlineExpired,
        ]
        for seed in 0..<2000 {
            var random = SplitMix64(seed: UInt64(seed))
            var closing = Closing(role: random.below(2) == 0 ? .client : .server)
            var actions = (0..<random.below(8)).map { _ in
                Self.apply(events[random.below(events.count)], to: &closing)
            }
            actions.append(closing.deadlineExpired())
            let frames = actions.count { if case .sendClose = $0 { true } else { false } }
            #expect(frames <= 1 && actions.count { $0 == .dropTransport } == 1, "seed \(seed)")
            #expect(closing.phase == .closed && closing.code != nil && closing.closedBy != nil, "seed \(seed)")
            #expect(closing.closeSent == (frames == 1), "seed \(seed)")
            if closing.wasClean { #expect(closing.closeSent && closing.closeReceived, "seed \(seed)") }
        }
    }

    private var why: ProtocolViolation { Self.why }
}
