import Foundation
import Testing

/// The corpus is whole, and its notation strict.
@Suite struct CorpusTests {
    /// How many cases each group has: a case that goes missing is noticed.
    static let counts = [
        "1-framing": 82, "2-pings": 52, "3-reserved-bits": 41, "4-opcodes": 34, "5-fragmentation": 72, "6-utf8": 179,
        "7-closing": 116, "8-masking": 59, "9-limits": 46, "10-server-handshake": 272, "11-client-handshake": 196,
        "12-compression": 122,
    ]

    @Test func `each group has its number of cases, and all have more than 500`() throws {
        var found: [String: Int] = [:]
        for id in Corpus.ids { found[String(id.prefix { $0 != "." }), default: 0] += 1 }
        for (name, count) in Self.counts { #expect(found[String(name.prefix { $0 != "-" })] == count, "\(name)") }
        #expect(Corpus.ids.count == Self.counts.values.reduce(0, +))
        #expect(Corpus.ids.count >= 500)
        let files = try FileManager.default.contentsOfDirectory(atPath: Corpus.folder.path + "/Cases")
        #expect(Set(files) == Set(Self.counts.keys.map { "\($0).json" }), "every file is loaded")
    }

    @Test(arguments: counts.keys.sorted()) func `every file can be read`(name: String) throws {
        let cases =
            name.hasSuffix("handshake")
            ? try Corpus.read(name, HandshakeCase.self).count : try Corpus.read(name, FrameCase.self).count
        #expect(cases == Self.counts[name])
    }

    @Test func `every id is there once, in its file's order`() {
        #expect(Set(Corpus.ids).count == Corpus.ids.count)
        let places = Corpus.ids.map { $0.split(separator: ".").compactMap { Int($0) } }
        #expect(places.allSatisfy { $0.count == 3 })
        #expect(zip(places, places.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }

    /// Byte by byte costs a system call and a turn of the loop a byte, so only what is longer goes without.
    static let longestByteByByte = 128 * 1024

    @Test func `every case runs byte by byte, unless it is longer than 128 KiB`() {
        for testCase in Corpus.frameGroups.joined() + Corpus.compression where !testCase.chops.contains(1) {
            var stream: [UInt8] = []
            var places: [CaseFrame.Place] = []
            for case .frame(let frame) in testCase.steps {
                frame.write(to: &stream, &places, receivedBy: testCase.roles[0])
            }
            #expect(stream.count > Self.longestByteByByte, "\(testCase) in chops of \(testCase.chops)")
        }
    }

    @Test func `no two cases of a group have one title and one input`() throws {
        for name in Self.counts.keys {
            let data = try Data(contentsOf: Corpus.folder.appendingPathComponent("Cases/\(name).json"))
            let file = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            let cases = try #require(file["cases"] as? [[String: Any]])
            let texts = try cases.map { testCase in
                let input = testCase.filter { !["id", "title", "section", "expect"].contains($0.key) }
                return String(
                    decoding: try JSONSerialization.data(withJSONObject: input, options: .sortedKeys), as: UTF8.self)
            }
            #expect(Set(texts).count == texts.count, "\(name) tries the same twice")
            #expect(Set(cases.compactMap { $0["title"] as? String }).count == cases.count, "\(name) has a title twice")
        }
    }

    static let right = #"{"id":"1.1.1","title":"t","section":"5","steps":[{"op":"text"}],"expect":{}}"#

    @Test(arguments: [
        (#""steps""#, #""stops""#), (#""op""#, #""op":"text","fim":true,"op""#),
        (#""expect":{}"#, #""expect":{"x":1}"#),
        (#""text"}"#, #""text","length":"8bit"}"#), (#""text"}"#, #""text","payload":"hex:123"}"#),
        (#""text"}"#, #""text","payload":"repeat:a*x"}"#), (#""text"}"#, #""text","rsv":8}"#),
        (#""text"}"#, #""text","key":"hex:00"}"#), (#"{"op":"text"}"#, #"{"does":"close"}"#),
        (#"{"op":"text"}"#, #"{"other":"stays"}"#), (#""section":"5","#, #""section":"5","role":"proxy","#),
        (#""section":"5","#, #""section":"5","declined":true,"#),
        (#""section":"5","#, #""section":"5","compression":"permessage-deflate; x","#),
    ])
    func `a case that is not in the notation is an error`(part: String, wrong: String) throws {
        func decode(_ text: String) throws -> FrameCase {
            try JSONDecoder().decode(FrameCase.self, from: Data(text.utf8))
        }
        _ = try decode(Self.right)
        #expect(Self.right.contains(part))
        #expect(throws: DecodingError.self) { try decode(Self.right.replacing(part, with: wrong)) }
    }

    @Test func `bytes are what the notation says`() throws {
        #expect(Octets.read("é") == [0xc3, 0xa9])
        #expect(Octets.read("hex:00 fF") == [0, 255])
        #expect(Octets.read("repeat:ab*3") == Array("ababab".utf8))
        #expect(Octets.read("repeat:*x*2") == Array("*x*x".utf8))
        #expect(Octets.read("repeat:hex:0102*2") == [1, 2, 1, 2])
        #expect(Octets.read("random:5*3")?.count == 3 && Octets.read("random:5*3") == Octets.read("random:5*3"))
        #expect(Octets.read("random:5*3") != Octets.read("random:6*3") && Octets.read("random:x*3") == nil)
        #expect(Octets.read("hex:0") == nil && Octets.read("hex:zz") == nil && Octets.read("repeat:a") == nil)
    }
}
