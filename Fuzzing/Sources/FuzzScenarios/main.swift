import FuzzDriver
import Glibc
import Scenarios

func environment(_ name: String) -> String? { ["HOST": "example.org", "EMPTY": "", "ODD": "a${uuid}b"][name] }

func decode(_ text: [UInt8]) -> Result<Scenario, ScenarioProblems> {
    do throws(ScenarioProblems) {
        return .success(try Scenario.decode(text: text, file: "f.json", environment: environment))
    } catch {
        return .failure(error)
    }
}

/// What is printed decodes to the same, as what is recorded does.
func checkPrinted(_ scenario: Scenario, from text: [UInt8]) {
    // An equal value is promised where no header field comes twice, and variables of the environment are filled in.
    let names = scenario.target.headers.map { $0.name.lowercased() }
    guard Set(names).count == names.count, !String(decoding: text, as: UTF8.self).contains("env.") else { return }
    for printed in [scenario.json, scenario.sourceText] {
        switch decode(Array(printed.utf8)) {
        case .failure(let problems): fatalError("what was printed does not decode: \(problems)\n\(printed)")
        case .success(var again):
            Fuzzer.expect(again.json == scenario.json, "\(scenario.json)\nis printed again as\n\(again.json)")
            // Only the file without a name has another source.
            again.sourceText = scenario.sourceText
            Fuzzer.expect(again == scenario, "\(scenario)\ndecodes again as\n\(again)")
        }
    }
}

// The input is a file.
exit(
    Fuzzer.run { text in
        switch decode(text) {
        case .success(let scenario):
            Fuzzer.expect(!scenario.groups.isEmpty, "a scenario without peers")
            checkPrinted(scenario, from: text)
        case .failure(let error):
            let lines = text.split(separator: 0x0a, omittingEmptySubsequences: false)
            Fuzzer.expect(!error.problems.isEmpty, "neither a scenario nor a problem")
            for problem in error.problems {
                Fuzzer.expect((1...lines.count).contains(problem.line), "\(problem): there are \(lines.count) lines")
                // Behind the last character of a line is a place, too.
                Fuzzer.expect(
                    (1...lines[problem.line - 1].count + 1).contains(problem.column), "\(problem): not in its line")
                Fuzzer.expect(!problem.message.isEmpty && problem.file == "f.json", "\(problem) says nothing")
            }
        }
    })
