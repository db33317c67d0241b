import SeededRandom
import Testing

@testable import Scenarios

@Suite struct TemplateTests {
    private func compile(_ text: String) throws -> [Template.Segment] {
        try Template(compiling: text, environment: testEnvironment).segments
    }

    private func literal(_ text: String) -> Template.Segment { .literal(Array(text.utf8)) }

    @Test func everyVariable() throws {
        let text = "a${peer.index}b${sequence}${random.int(-5, 100)}${random.string(8)}${random.hex(16)}${uuid}z"
        #expect(
            try compile(text) == [
                literal("a"), .peerIndex, literal("b"), .sequence, .randomInt(-5...100), .randomString(length: 8),
                .randomHex(length: 16), .uuid, literal("z"),
            ])
    }

    @Test func literals() throws {
        #expect(try compile("") == [])
        #expect(try compile("plain $ {x} $x }") == [literal("plain $ {x} $x }")])
        #expect(try compile("$${uuid}") == [literal("${uuid}")])
        #expect(try compile("$$${uuid}") == [literal("$${uuid}")])
        #expect(try compile("${dollar}${uuid}") == [literal("$"), .uuid])
        #expect(try compile("<${env.HOST}>") == [literal("<example.org>")])
        #expect(try compile("${env.EMPTY}") == [])
        // What the environment says is not looked at again.
        #expect(try compile("${env.ODD}") == [literal("a${uuid}b")])
        #expect(try compile("ü${uuid}") == [literal("ü"), .uuid])
    }

    @Test(arguments: [
        ("ab${", 2, "\"${\" without a \"}\"; a literal \"${\" is written \"$${\""),
        ("ü${peer.indx}", 1, "unknown variable \"peer.indx\"; did you mean \"peer.index\"?"),
        ("${}", 0, "unknown variable \"\""),
        ("${nothing.like.it}", 0, "unknown variable \"nothing.like.it\""),
        ("x${env.NOPE}", 1, "the environment has no variable \"NOPE\""),
        ("${time.unixMillis}", 0, "variable \"time.unixMillis\" is not supported by this version"),
        ("${captured.x}", 0, "variable \"captured.x\" is not supported by this version"),
        ("${random.int(1)}", 0, "expected ${random.int(1,100)}"),
        ("${random.int(2,1)}", 0, "random.int counts from the lower bound to the upper, 2 > 1"),
        ("${random.int(1,x)}", 0, "expected ${random.int(1,100)}"),
        ("${random.int}", 0, "expected ${random.int(1,100)}"),
        ("${random.string(0)}", 0, "length 0 is out of range 1...1048576"),
        ("${random.hex(-1)}", 0, "length -1 is out of range 1...1048576"),
        ("${random.hex(9", 0, "\"${\" without a \"}\"; a literal \"${\" is written \"$${\""),
        ("${uuid(1)}", 0, "expected ${uuid}"),
        ("${uuid()}", 0, "expected ${uuid}"),
    ])
    func errors(text: String, offset: Int, message: String) {
        let error = #expect(throws: NotationError.self) { try compile(text) }
        #expect(error == NotationError(offset: offset, message: message))
    }

    @Test func textCompilesBack() throws {
        var random = SplitMix64(seed: 2)
        let pieces = ["$", "{", "}", "${", "$$", "a", "ü", "${dollar}"]
        for _ in 0..<2000 {
            var segments: [Template.Segment] = []
            for _ in 0..<Int.random(in: 0..<6, using: &random) {
                let literal = (0..<Int.random(in: 1..<4, using: &random)).map { _ in
                    pieces.randomElement(using: &random)!
                }
                segments.append(.literal(Array(literal.joined().utf8)))
                segments.append([.uuid, .peerIndex, .randomInt(-3...3)].randomElement(using: &random)!)
            }
            let template = Template(segments: segments)
            #expect(
                try Template(compiling: template.text, environment: testEnvironment) == template, "\(template.text)")
        }
    }

    @Test func maximumSize() throws {
        let template = try Template(compiling: "ab${random.string(8)}${uuid}${sequence}", environment: testEnvironment)
        #expect(template.maximumSize == 2 + 8 + 36 + 20)
    }
}
