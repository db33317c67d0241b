import Foundation
import Scenarios

extension HitCommand {
    /// The scenario that the options make, decoded as a file is, so that a file with it means the same.
    func scenario() throws(CommandFailure) -> Scenario {
        do throws(ScenarioProblems) {
            let environment = ProcessInfo.processInfo.environment
            return try Scenario.decode(text: text.json, file: "hit", environment: { environment[$0] })
        } catch {
            let lines = error.problems.map { problem in
                "\(option(at: problem.path)): \(problem.message)"
            }
            throw CommandFailure(
                status: .usage, message: lines.joined(separator: "\nmuster: ") + "\nSee 'muster hit --help'.")
        }
    }

    private var text: ScenarioText {
        .object([
            ("name", .text("hit")),
            ("target", target),
            (
                "peers",
                .object([("count", .number(load.peers)), ("connectRate", connection.connectRate.map { .text($0) })])
            ),
            ("messages", .array([messageText])),
            (
                "load",
                .object([
                    ("rate", load.rate.map { .text($0) }),
                    ("window", load.rate == nil ? .number(load.window ?? 1) : nil),
                    ("warmUp", load.warmUp.map { .text($0) }),
                    ("for", .text(load.duration)),
                ])
            ),
            ("thresholds", threshold.isEmpty ? nil : .array(threshold.map { .text($0) })),
            (
                "seed",
                overrides.seed.map { Int64(exactly: $0) == nil ? .text("0x" + String($0, radix: 16)) : .number($0) }
            ),
            ("workers", overrides.workers.map { .number(UInt64($0)) }),
        ])
    }

    private var target: ScenarioText {
        guard !connection.headers.isEmpty || !connection.subprotocols.isEmpty || connection.compress else {
            return .text(url)
        }
        let headers = connection.fields.map { ($0.name, Optional(ScenarioText.text($0.value))) }
        return .object([
            ("url", .text(url)), ("headers", headers.isEmpty ? nil : .object(headers)),
            (
                "subprotocols",
                connection.subprotocols.isEmpty ? nil : .array(connection.subprotocols.map { .text($0) })
            ),
            ("compression", compression),
        ])
    }

    private var compression: ScenarioText? {
        guard connection.compress else { return nil }
        guard let level = connection.compressLevel else { return .boolean(true) }
        return .object([("level", .number(UInt64(level)))])
    }

    private var messageText: ScenarioText {
        let payload: (String, ScenarioText?)
        if let size = message.size {
            payload = (message.kind == .text ? "text" : "binary", .object([("random", .text(size))]))
        } else if message.kind == .binary {
            let bytes = Data((message.message ?? Self.greeting).utf8)
            payload = ("binary", .object([("base64", .text(bytes.base64EncodedString()))]))
        } else {
            payload = ("text", .text(message.message ?? Self.greeting))
        }
        return .object([payload, ("expect", message.expect == .echo ? nil : .text(message.expect.rawValue))])
    }

    private static let greeting = "hello"

    /// The option that a place in the scenario came from.
    private func option(at path: String) -> String {
        let names = [
            ("target.headers", "-H"), ("target.subprotocols", "--subprotocol"), ("target.compression", "--compress"),
            ("target", "the URL"),
            ("peers.connectRate", "--connect-rate"), ("peers", "-c"), ("load.rate", "-q"), ("load.window", "-w"),
            ("load.warmUp", "--warm-up"), ("load.for", "-z"), ("thresholds", "--threshold"), ("seed", "--seed"),
            ("workers", "--workers"), ("messages", message.size == nil ? "-m" : "-s"),
        ]
        return names.first { path.hasPrefix($0.0) }?.1 ?? path
    }
}
