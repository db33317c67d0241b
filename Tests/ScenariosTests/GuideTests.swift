import Foundation
import Testing

@testable import Scenarios

/// The user's guide names all there is to name, and its examples are what it says they are.
@Suite struct GuideTests {
    /// A fenced block: the words after the fence, and its lines.
    private struct Block {
        var label: String
        var text: String
    }

    private let guide: String

    init() throws {
        guide = try String(contentsOf: repository.appending(path: "docs/scenarios.md"), encoding: .utf8)
    }

    private var blocks: [Block] {
        var blocks: [Block] = []
        var open: Block?
        for line in guide.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let block = open { blocks.append(block) }
                open = open == nil ? Block(label: String(line.dropFirst(3)), text: "") : nil
            } else {
                open?.text += line + "\n"
            }
        }
        return blocks
    }

    private var examples: [Block] { blocks.filter { $0.label == "json" } }

    /// Decodes with the environment of all tests, in which the guide's `TOKEN` is set.
    private func problemsOf(_ block: Block, file: String) -> String {
        do {
            _ = try Scenario.decode(text: block.text, file: file, environment: testEnvironment)
            return ""
        } catch {
            return error.description
        }
    }

    /// Adds the keys that `value` has at any depth.
    private func collectKeys(of value: JSONValue, into keys: inout Set<String>) {
        switch value {
        case .object(let members):
            for member in members {
                keys.insert(member.key)
                collectKeys(of: member.value, into: &keys)
            }
        case .array(let elements):
            for element in elements { collectKeys(of: element, into: &keys) }
        default: break
        }
    }

    /// The keys of all objects that the schema describes: the members of each `properties` that has schemas in it.
    private func schemaKeys() throws -> Set<String> {
        let file = repository.appending(path: "Scenarios/scenario.schema.json")
        let schema = try JanssonParser.parse(Array(try Data(contentsOf: file)))
        var keys: Set<String> = []
        func collect(_ value: JSONValue, isProperties: Bool) {
            switch value {
            case .object(let members):
                for member in members {
                    if isProperties { keys.insert(member.key) }
                    collect(member.value, isProperties: !isProperties && member.key == "properties")
                }
            case .array(let elements):
                for element in elements { collect(element, isProperties: false) }
            default: break
            }
        }
        collect(schema, isProperties: false)
        return keys
    }

    private func isNamed(_ word: String) -> Bool {
        guide.contains("`\(word)`") || guide.contains(".\(word)`") || guide.contains("`\(word).")
    }

    @Test func everyExampleIsValid() {
        #expect(examples.count >= 4)
        for example in examples {
            let problems = problemsOf(example, file: "guide.json")
            #expect(problems == "", "\(example.text)")
        }
    }

    @Test func everyKeyIsNamedAndHasAnExample() throws {
        let keys = try schemaKeys()
        #expect(keys.count > 35)
        var shown: Set<String> = []
        for example in examples { collectKeys(of: try JanssonParser.parse(Array(example.text.utf8)), into: &shown) }
        for key in keys.sorted() {
            #expect(isNamed(key) || guide.contains("{\"\(key)\": "), "the guide does not name \(key)")
            #expect(shown.contains(key), "no example has \(key)")
        }
    }

    @Test func everyWordOfTheSmallLanguagesIsNamed() {
        let words: [String] =
            Expectation.allCases.map(\.rawValue) + Arrivals.allCases.map(\.rawValue)
            + ClosePattern.Style.allCases.map(\.rawValue) + MetricName.Series.allCases.map(\.rawValue)
            + MetricName.Counter.allCases.map(\.rawValue) + Threshold.Comparison.allCases.map(\.rawValue)
            + Quantity.durationUnits.map(\.name) + Quantity.sizeUnits.map(\.name) + Quantity.rateUnits.map(\.name)
            + Place.allCases.flatMap(\.plannedKeys)
        for word in words { #expect(isNamed(word), "the guide does not name \(word)") }
        for variable in TemplateVariable.allCases {
            let isThere = guide.contains("`${\(variable.rawValue)}`") || guide.contains("`${\(variable.rawValue)(")
            #expect(isThere, "the guide does not name \(variable.rawValue)")
        }
    }

    @Test func theWrongExampleIsWrongAsPrinted() throws {
        let place = try #require(blocks.firstIndex { $0.label == "jsonc wrong.json" })
        try #require(place + 1 < blocks.count)
        #expect(problemsOf(blocks[place], file: "wrong.json") + "\n" == blocks[place + 1].text)
    }
}
