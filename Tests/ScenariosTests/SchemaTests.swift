import Foundation
import SeededRandom
import Testing

@testable import Scenarios

/// The schema and the decoder know the same keys, the same enumerations, and refuse the same files.
@Suite struct SchemaTests {
    private let file = repository.appending(path: "Scenarios/scenario.schema.json")

    private func member(_ value: JSONValue?, _ key: String) -> JSONValue? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The kind that a property's schema says, in the words of `ValueKind`.
    private func kind(_ property: JSONValue) -> String {
        if case .string(let reference) = member(property, "$ref") {
            return String(reference.dropFirst("#/$defs/".count))
        }
        if case .array(let choices) = member(property, "enum") {
            return choices.reduce("choice") { text, choice in
                guard case .string(let name) = choice else { return text + " ?" }
                return "\(text) \(name)"
            }
        }
        guard case .string(let type) = member(property, "type") else { return "?" }
        if case .integer(let least) = member(property, "minimum"),
            case .integer(let greatest) = member(property, "maximum")
        {
            return "\(type) \(least)...\(greatest)"
        }
        return type
    }

    @Test func theKeysAreTheSame() throws {
        let schema = try JanssonParser.parse(Array(try Data(contentsOf: file)))
        var inSchema: Set<String> = []
        func collect(_ place: String, _ definition: JSONValue) {
            guard case .object(let properties) = member(definition, "properties") else { return }
            for property in properties { inSchema.insert("\(place).\(property.key): \(kind(property.value))") }
            #expect(member(definition, "additionalProperties") == .boolean(false), "\(place)")
        }
        collect("scenario", schema)
        guard case .object(let definitions) = member(schema, "$defs") else {
            Issue.record("the schema has no definitions")
            return
        }
        for definition in definitions { collect(definition.key, definition.value) }

        // Visits every kind of object; each asks for all of its keys, whether they are there or not.
        let text = #"""
            {"target": {"compression": {}}, "limits": {}, "load": {"stages": [{}]}, "closes": [{"after": {}}],
             "peers": {"load": {}}, "messages": [{"text": {"random": {}}}, {"binary": {"random": {"uniform": []}}}]}
            """#
        let context = DecodingContext(environment: testEnvironment)
        _ = Scenario.decode(text: Array(text.utf8), file: "t.json", context: context)
        let inDecoder = Set(context.asked.map { "\($0.place.rawValue).\($0.name): \($0.kind.name)" })
        #expect(Set(context.asked.map(\.place)) == Set(Place.allCases))
        for key in context.asked { #expect(!key.place.plannedKeys.contains(key.name), "\(key.name) is known") }
        #expect(inSchema.subtracting(inDecoder).sorted() == [], "only in the schema")
        #expect(inDecoder.subtracting(inSchema).sorted() == [], "only in the decoder")
    }

    @Test func validFilesAreValidInBoth() throws {
        var random = SplitMix64(seed: 6)
        var documents = try examples().map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        documents += (0..<60).map { _ in Scenario.random(using: &random).json }
        documents += Quantity.durationUnits.map { scenario(#""load":{"for":"1.5e1\#($0.name)"}"#) }
        documents += Quantity.sizeUnits.map { scenario(#""limits":{"message":"20e+1\#($0.name)"}"#) }
            .filter { !$0.contains("GiB") }
        documents += Quantity.rateUnits.map { scenario(#""load":{"rate":"1.5\#($0.name)"}"#) }
        var thresholds = MetricName.Series.allCases.filter { $0 != .lateness }.flatMap {
            ["\($0).p99.9<1.5ms", "\($0).mean >= 1s ", " \($0).count == 0"]
        }
        for counter in MetricName.Counter.allCases {
            thresholds +=
                ["\(counter) <= 5"] + (counter.hasRate ? ["\(counter).rate > 19k/s"] : [])
                + (counter.hasRatio ? ["\(counter).ratio != 1.5%"] : [])
        }
        thresholds += ["response[text-1].p50 < 1us"]
        documents += thresholds.map { scenario(#""thresholds":["\#($0)"]"#) }
        documents += MetricName.Series.allCases.map {
            scenario(#""load":{"rate":"1/s"},"thresholds":["\#($0).max<1h"]"#, target: #""${env.HOST}""#)
        }
        .map { $0.replacing("${env.HOST}", with: "ws://${env.HOST}") }

        let answers = try SchemaValidator.validate(documents, schema: file)
        for (document, isValid) in zip(documents, answers) {
            #expect(isValid, "\(document)")
            #expect(problems(document) == "", "\(document)")
        }
    }

    /// Problems that a schema cannot see: they depend on other values, on arithmetic or on the environment.
    private static let invisible = [
        "duplicate key", "is out of range 1ns...1000h", "is out of range 1us...1000h", "is out of range 1B...1GiB",
        "/s is out of range",
        "is not an IP address", "no stage sends anything", "only later stages continue", "the stages last",
        "has no effect", "another group", "another message", "unknown variable", "the environment has no variable",
        "is more than limits.message", "is the same header", "a header value has", "is above the greatest",
        "expected ${random.int",
        "no message is named", "is never measured", "only ${env.NAME}", "only visible ASCII", "123 bytes",
        "found \"0%\"", "waits for replies",
    ]

    @Test func wrongFilesAreWrongInBoth() throws {
        let cases = ProblemTests.cases + NameProblemTests.cases
        let documents = cases.map(\.0)
        let answers = try SchemaValidator.validate(documents, schema: file)
        var seenBySchema = 0
        for ((document, expected), isValid) in zip(cases, answers) {
            let visible = expected.split(separator: "\n").contains { line in
                !Self.invisible.contains { line.contains($0) }
            }
            #expect(isValid == !visible, "\(document)\n\(expected)")
            seenBySchema += visible ? 1 : 0
        }
        #expect(seenBySchema > 50)
    }
}
