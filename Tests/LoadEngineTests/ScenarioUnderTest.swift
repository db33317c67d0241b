import Foundation
import NetworkIO
import Results
import Scenarios
import WebSocketProtocol

@testable import LoadEngine

/// Milliseconds, in nanoseconds.
func ms(_ count: UInt64) -> UInt64 { count * 1_000_000 }

/// A text message with a fixed payload.
func message(
    _ text: String = "hello", name: String = "m", weight: Int = 1, expect: Expectation = .echo,
    timeout: UInt64 = 10_000_000_000
) -> MessageTemplate {
    MessageTemplate(
        name: name, weight: weight, kind: .text, payload: .fixed(Array(text.utf8)), expect: expect, timeout: timeout)
}

/// A constant rate, in messages per second.
func even(_ rate: Double, for duration: UInt64) -> Load {
    .open(stages: [RateStage(fromPerSecond: rate, toPerSecond: rate, duration: duration)], arrivals: .even)
}

/// A scenario with the values that most tests want.
func scenario(
    _ groups: [PeerGroup], warmUp: UInt64 = 0, measure: UInt64, drain: UInt64 = ms(3_000), seed: UInt64 = 1,
    limits: Limits = Limits(), sources: [String] = [], workers: Int? = 1, connectTimeout: UInt64 = ms(10_000)
) -> Scenario {
    Scenario(
        target: Target(endpoint: .embeddedEcho, connectTimeout: connectTimeout), groups: groups,
        schedule: Schedule(warmUp: warmUp, measure: measure, drain: drain), seed: seed, limits: limits,
        sourceAddresses: sources, workers: workers)
}

/// Prepares a run against a port of the loopback address.
func prepare(_ scenario: Scenario, port: UInt16) throws -> LoadRun {
    let catalog = MessageCatalog(scenario)
    let description = RunDescription(
        scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
    return try LoadRun(
        scenario, target: WebSocketURL(host: "127.0.0.1", port: port), catalog: catalog,
        builder: RunResultBuilder(description, messageNames: catalog.names), sharesProcess: true)
}

extension LoadRun {
    /// Starts the run and waits for its result, without holding a thread of the tests' pool.
    func result() async -> RunResult {
        start()
        return await ended()
    }

    /// Waits for the result of a run that was started.
    func ended() async -> RunResult {
        await withCheckedContinuation { continuation in
            Thread.detached { continuation.resume(returning: self.waitForResult()!) }
        }
    }
}

/// Runs a scenario against a port and returns what it measured.
func measured(_ scenario: Scenario, port: UInt16) async throws -> RunResult {
    try await prepare(scenario, port: port).result()
}

extension RunResult {
    /// Failures of one kind, whatever their detail.
    func failures(_ kind: FailureKind) -> UInt64 {
        failures.filter { $0.key.kind == kind }.reduce(0) { $0 + $1.value }
    }
}
