import NetworkIO
import Results
import Scenarios
import Testing

@testable import muster

/// What is said before the run about limits that are near.
@Suite struct WarningTests {
    private func warnings(
        peers: Int, workers: Int? = nil, connectRate: Rate? = nil, sources: [String] = [],
        to url: String = "embedded:echo"
    ) throws -> [String] {
        let message = MessageTemplate(name: "m", kind: .text, payload: .fixed([]))
        let scenario = Scenario(
            target: Target(endpoint: try Endpoint(parsing: url)),
            groups: [PeerGroup(count: peers, connectRate: connectRate, messages: [message])], sourceAddresses: sources,
            workers: workers)
        let description = RunDescription(
            scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
        return RunAnnouncement(scenario: scenario, description: description).warnings
    }

    private let slowly = Rate(perSecond: 100)

    @Test func `nothing is near for a few peers`() throws {
        #expect(try warnings(peers: 10).isEmpty)
    }

    @Test func `only workers that have a peer`() throws {
        let processors = Processor.available
        #expect(try warnings(peers: processors, workers: processors + 9, to: "memory:echo").isEmpty)
        #expect(try warnings(peers: 99, workers: processors + 1, to: "memory:echo").count == 1)
    }

    @Test func `open files`() throws {
        let peers = Int(Double(FileLimit.raise().soft) * 0.9)
        let many = (2...250).map { "127.0.0.\($0)" }
        let found = try warnings(peers: peers, connectRate: slowly, sources: many, to: "ws://127.0.0.1:9001/")
        #expect(found.count == 1)
        #expect(found.first?.contains("ulimit -n") == true)
    }

    @Test func `source ports`() throws {
        let ports = try #require(EphemeralPorts.available?.count)
        let found = try warnings(peers: ports * 9 / 10, connectRate: slowly, to: "ws://192.0.2.1/")
        #expect(found.contains { $0.contains("of the \(ports) ports") })
        let spread = try warnings(peers: ports * 9 / 10, connectRate: slowly, sources: ["127.0.0.2", "127.0.0.3"])
        #expect(!spread.contains { $0.contains("ports") })
    }

    @Test func `a burst of connections at a server on this machine`() throws {
        let backlog = try #require(ListenBacklog.limit)
        for url in ["embedded:echo", "ws://localhost:1/", "ws://[::1]:1/"] {
            #expect(try warnings(peers: backlog + 1, to: url).contains { $0.contains("net.core.somaxconn") })
        }
        #expect(try !warnings(peers: backlog + 1, to: "ws://192.0.2.1/").contains { $0.contains("somaxconn") })
        #expect(try !warnings(peers: backlog + 1, connectRate: slowly).contains { $0.contains("somaxconn") })
    }

    @Test func `more workers than processors`() throws {
        let found = try warnings(peers: 10, workers: Processor.available + 1)
        #expect(found.count == 1)
        let run = try Program.run("hit", "embedded:echo", "-z", "100ms", "--no-save", "--workers", "64", "-c", "64")
        #expect(run.status == 0)
        #expect(run.errors.hasPrefix("muster: warning: 64 workers share \(Processor.available) processors"))
    }
}
