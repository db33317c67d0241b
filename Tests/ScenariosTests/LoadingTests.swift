import Foundation
import Testing

@testable import Scenarios

/// The repository's root, found from this file's place in it.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The example files, without the schema.
func examples() throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
        at: repository.appending(path: "Scenarios"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "json" && !$0.lastPathComponent.hasSuffix(".schema.json") }
    .sorted { $0.path < $1.path }
}

@Suite struct LoadingTests {
    @Test func everyExampleLoadsAndComesBack() throws {
        let files = try examples()
        #expect(files.count >= 5)
        for file in files {
            do {
                let scenario = try Scenario.load(path: file.path)
                var again = try decode(scenario.json)
                again.sourceText = scenario.sourceText
                #expect(again == scenario)
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    @Test func theEchoExample() throws {
        let scenario = try Scenario.load(path: repository.appending(path: "Scenarios/echo.json").path)
        #expect(scenario.name == "echo")
        #expect(scenario.target.endpoint == .embeddedEcho)
        #expect(scenario.groups.map(\.count) == [1000])
        let stage = RateStage(fromPerSecond: 20000, toPerSecond: 20000, duration: 10_000_000_000)
        #expect(scenario.groups[0].load == .open(stages: [stage], arrivals: .poisson))
    }

    @Test func filesThatCannotBeRead() {
        func message(_ path: String) -> String {
            do {
                _ = try Scenario.load(path: path)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(message("/nonexistent/x.json") == "/nonexistent/x.json: cannot be read: No such file or directory")
        #expect(message("/") == "/: cannot be read: Is a directory")
        #expect(message("a\0b").hasSuffix(": cannot be read: the name has a NUL"))
        #expect(message("/dev/zero") == "/dev/zero:1:1: larger than 16MiB, the limit of a scenario file")
    }

    @Test func theProcessEnvironment() {
        #expect(System.environment("PATH")?.isEmpty == false)
        #expect(System.environment("MUSTER_NO_SUCH_VARIABLE") == nil)
    }
}
