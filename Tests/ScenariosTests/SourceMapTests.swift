import Testing

@testable import Scenarios

@Suite struct SourceMapTests {
    private let text = #" {"a": [1, {"b\u0063": "x"}, []], "é\n": {}, "a": true, "n": {"k":1,"k":2}} "#

    private func offset(of path: JSONPath) -> SourceMap.Location? {
        SourceMap(text: Array(text.utf8), wanted: [path]).locations[path]
    }

    @Test func locations() {
        let a = JSONPath().appending("a")
        #expect(offset(of: JSONPath()) == .init(key: nil, value: 1))
        #expect(offset(of: a.appending(0)) == .init(key: nil, value: 8))
        #expect(offset(of: a.appending(1).appending("bc")) == .init(key: 12, value: 23))
        #expect(offset(of: a.appending(2)) == .init(key: nil, value: 29))
        #expect(offset(of: JSONPath().appending("é\n")) == .init(key: 34, value: 42))
        #expect(offset(of: a) == .init(key: 46, value: 51))
        #expect(offset(of: a.appending(3)) == nil)
        #expect(offset(of: JSONPath().appending("b")) == nil)
    }

    @Test func duplicates() {
        let duplicates = SourceMap(text: Array(text.utf8), wanted: []).duplicates
        #expect(
            duplicates == [
                .init(path: JSONPath().appending("a"), offset: 46, firstOffset: 2),
                .init(path: JSONPath().appending("n").appending("k"), offset: 69, firstOffset: 63),
            ])
    }

    @Test func escapedStrings() {
        let raw = Array(#"a\n\u00e9\uD83D\uDE00\"\\\/é"#.utf8)
        var string = EscapedString(raw[...])
        var scalars = String.UnicodeScalarView()
        var offsets: [Int] = []
        while let scalar = string.next() {
            scalars.append(scalar)
            offsets.append(string.offset)
        }
        #expect(String(scalars) == "a\né😀\"\\/é")
        #expect(offsets == [1, 3, 9, 21, 23, 25, 27, 29])
    }

    @Test func pathsReadWell() {
        let path = JSONPath().appending("target").appending("headers").appending("X.Y \"z\"").appending(2)
        #expect(path.description == #"target.headers["X.Y "z""][2]"#)
    }

    @Test func nearestNames() {
        let names = ["messages", "peers", "load", "for"]
        #expect(NearestName.hint(for: "mesages", among: names) == "; did you mean \"messages\"?")
        #expect(NearestName.hint(for: "Laod", among: names) == "; did you mean \"load\"?")
        #expect(NearestName.hint(for: "fo", among: names) == "; did you mean \"for\"?")
        #expect(NearestName.hint(for: "zzzz", among: names) == "")
        #expect(NearestName.hint(for: "", among: names) == "")
        #expect(NearestName.distance(Array("kitten".unicodeScalars), Array("sitting".unicodeScalars)) == 3)
        #expect(NearestName.distance(Array("ab".unicodeScalars), Array("ba".unicodeScalars)) == 1)
    }
}
