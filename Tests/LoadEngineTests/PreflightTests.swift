import NetworkIO
import Results
import Scenarios
import Testing
import TimedTesting
import WebSocketProtocol

@testable import LoadEngine

/// What cannot work is refused before anything is sent.
@Suite struct PreflightTests {
    private func refusal(
        _ groups: [PeerGroup] = [PeerGroup(messages: [message()])], sources: [String] = [],
        headers: [Header] = [], target: WebSocketURL = WebSocketURL(host: "127.0.0.1", port: 9)
    ) -> LoadError? {
        var scenario = scenario(groups, measure: ms(10), sources: sources)
        scenario.target.headers = headers
        let description = RunDescription(
            scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
        return #expect(throws: LoadError.self) {
            try LoadRun(
                scenario, target: target, catalog: MessageCatalog(scenario),
                builder: RunResultBuilder(description, messageNames: ["m"]), sharesProcess: false)
        }
    }

    @Test func `more peers than files`() {
        let error = refusal([PeerGroup(count: 10_000_000, messages: [message()])])
        guard case .fileLimit(let needed, let allowed)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(needed >= 10_000_000)
        #expect(allowed == FileLimit.current.soft)
    }

    @Test func `the files of many workers count too`() throws {
        let allowed = Int(FileLimit.raise().soft)
        func needed(workers: Int, filesPerPeer: Int = 1) -> Int? {
            let error = #expect(throws: LoadError.self) {
                try LoadRun.checkFiles(peers: allowed, filesPerPeer: filesPerPeer, workers: workers)
            }
            guard case .fileLimit(let needed, _)? = error else { return nil }
            return needed
        }
        let one = try #require(needed(workers: 1))
        // A loop has three: what watches, what wakes, and a timer.
        #expect(needed(workers: 65) == one + 3 * 64)
        // A server in this process has as many for each processor, and a listener.
        #expect(needed(workers: 1, filesPerPeer: 2) == one + allowed + 4 * Processor.available)
    }

    @Test func `more peers than ports`() throws {
        let ports = try #require(EphemeralPorts.available)
        #expect(throws: LoadError.sourcePorts(needed: ports.count + 1, available: ports.count)) {
            try LoadRun.checkPorts(peers: 2 * ports.count + 1, pairs: 2)
        }
        try LoadRun.checkPorts(peers: 2 * ports.count, pairs: 2)
    }

    @Test func `sources that are no addresses, not ours, or of the other family`() {
        #expect(refusal(sources: ["127.0.0.2", "nonsense"]) == .sourceAddress("nonsense"))
        guard case .sourceUnusable("192.0.2.1", _)? = refusal(sources: ["192.0.2.1"]) else {
            Issue.record("192.0.2.1 is for documentation and nobody's")
            return
        }
        guard case .sourceUnusable("::1", _)? = refusal(sources: ["::1"]) else {
            Issue.record("no IPv4 target is reached from an IPv6 source")
            return
        }
    }

    @Test func `requests that cannot be made`() {
        let secure = refusal(target: WebSocketURL(host: "127.0.0.1", port: 9, isSecure: true))
        let header = refusal(headers: [Header(name: "X-A", value: "a\r\nb")])
        for error in [secure, header] {
            guard case .request(let reason)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(!reason.isEmpty)
        }
    }

    @Test func `each refusal says what to do`() {
        let errors: [LoadError] = [
            .fileLimit(needed: 9, allowed: 3), .sourcePorts(needed: 9, available: 3), .sourceAddress("x"),
            .sourceUnusable("x", .invalidAddress("y")), .request("z"), .unresolved(.invalidAddress("h")),
            .system(.invalidAddress("h")),
        ]
        #expect(Set(errors.map(\.description)).count == errors.count)
    }

    @Test func `the look-up of a name is measured once, and an address needs none`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 4, messages: [message()])
        for (host, count) in [("localhost", UInt64(1)), ("127.0.0.1", 0)] {
            let scenario = scenario([group], measure: ms(20), workers: 2)
            let catalog = MessageCatalog(scenario)
            let description = RunDescription(
                scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
            let run = try LoadRun(
                scenario, target: WebSocketURL(host: host, port: server.port), catalog: catalog,
                builder: RunResultBuilder(description, messageNames: catalog.names), sharesProcess: true)
            let result = await run.result()
            #expect(result.series[.resolve]?.count ?? 0 == count, "\(host)")
            #expect(result.total(.connected) == 4)
            #expect((result.series[.resolve]?.max ?? 0) < 5_000_000_000)
        }
    }

    @Test func `sources are used in turn`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 12, messages: [message()])
        let result = try await measured(
            scenario([group], measure: ms(50), sources: ["127.0.0.2", "127.0.0.3", "127.0.0.4"], workers: 2),
            port: server.port)
        #expect(result.total(.connected) == 12)
        #expect(server.log.read { $0.hosts } == ["127.0.0.2": 4, "127.0.0.3": 4, "127.0.0.4": 4])
    }

    @Test func `every pair of source and target is used alike`() {
        let addresses = (1...2).map { SocketAddress("127.0.0.\($0)", port: 9)! }
        let sources = (11...14).map { SocketAddress("127.0.0.\($0)", port: 0)! }
        let places = ConnectionPlaces(addresses: addresses, sources: sources)
        var pairs: [String: Int] = [:]
        for peer in 0..<80 { pairs["\(places.address(ofPeer: peer)) \(places.source(ofPeer: peer)!)", default: 0] += 1 }
        #expect(pairs.count == 8)
        #expect(pairs.values.allSatisfy { $0 == 10 })
        #expect(ConnectionPlaces(addresses: addresses, sources: []).source(ofPeer: 1) == nil)
    }

    @Test(.triedAgain(atMost: 3)) func `of two families the one that a server listens on`() throws {
        let listener = try Socket.listen(on: SocketAddress("::1", port: 0)!)
        defer { listener.close() }
        let port = listener.localAddress!.port
        let four = SocketAddress("127.0.0.1", port: port)!
        let six = SocketAddress("::1", port: port)!
        let start = Instant.now()
        #expect(LoadRun.ofOneFamily([four, six], timeout: ms(1_000)) == [six])
        #expect(LoadRun.ofOneFamily([six, four], timeout: ms(1_000)) == [six])
        // Nobody is asked where there is nothing to choose.
        #expect(LoadRun.ofOneFamily([four], timeout: ms(1_000)) == [four])
        // Nobody answers: the first family, as the resolver has it.
        let other = SocketAddress("127.0.0.2", port: 1)!
        let dead = [other, SocketAddress("::1", port: 1)!, SocketAddress("127.0.0.3", port: 1)!]
        #expect(LoadRun.ofOneFamily(dead, timeout: ms(1_000)) == [dead[0], dead[2]])
        #expect(Instant.now() - start < Int64(ms(1_000)))
    }
}
