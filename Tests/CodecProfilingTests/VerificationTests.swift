import Testing
import WebSocketProtocol

@testable import CodecProfiling

/// What finds a codec out that does less than it is measured for.
@Suite struct VerificationTests {
    private static let decode = ProfileRow(.decode, .server, .binary, 20)
    private static let text = ProfileRow(.decode, .server, .cjk, 1 << 10)
    private static let encode = ProfileRow(.encode, .client, .binary, 20)

    @Test(
        arguments: ProfileMatrix.all.filter {
            [0, 1, 20, 126].contains($0.messageBytes) || $0.messageBytes == 1 << 10 && $0.payload == .emoji
        })
    func `Muster's codec does what each row asks for`(row: ProfileRow) throws {
        let measured = try RowCase<MusterCodec>(row, seed: 1)
        try measured.verify()
        for _ in 0..<2 {
            measured.refill()
            try measured.pass()
        }
    }

    @Test(arguments: ProfileMatrix.standard.filter { $0.messageBytes > 1 << 10 && $0.messageBytes < 1 << 20 })
    func `and each usual row of large messages`(row: ProfileRow) throws {
        try RowCase<MusterCodec>(row, seed: 2).verify()
    }

    @Test func `payloads that are still masked are named`() throws {
        try expect(
            FaultyCodec<LeavesMasked>.self, Self.decode,
            "faulty: \(Self.decode): it delivers payloads that are still masked")
    }

    @Test func `a codec that delivers nothing is named`() throws {
        try expect(FaultyCodec<DeliversNothing>.self, Self.decode, "it delivers 0 messages of 0 bytes together, not ")
    }

    @Test func `a codec that delivers other bytes is named`() throws {
        try expect(FaultyCodec<DeliversZeros>.self, Self.decode, "it delivers other bytes than were sent")
    }

    @Test func `a codec that does not check UTF-8 is named, for text only`() throws {
        try expect(FaultyCodec<IgnoresUTF8>.self, Self.text, "it accepts text that is not UTF-8")
        try RowCase<FaultyCodec<IgnoresUTF8>>(Self.decode, seed: 1).verify()
    }

    @Test func `a client that does not mask is named`() throws {
        try expect(FaultyCodec<NoMask>.self, Self.encode, "it does not mask as a client must (RFC 6455 section 5.3)")
        try expect(FaultyCodec<ZeroKey>.self, Self.encode, "its masking key is zero: it does not mask")
        try expect(FaultyCodec<OneKey>.self, Self.encode, "it uses 1 masking keys for ")
    }

    @Test func `a server that masks, and a message in too few fragments`() throws {
        try expect(
            FaultyCodec<OneKey>.self, ProfileRow(.encode, .server, .binary, 20), "it masks frames as a server must not")
        try expect(
            FaultyCodec<NoMask>.self, ProfileRow(.encode, .server, .binary, 20, .fragmented), "frames, not ")
    }

    @Test func `a row whose rows are all refused measures nothing`() throws {
        #expect(throws: ProfileError.nothingToMeasure(codec: "refusing", reason: "not today")) {
            try Profiler<RefusingCodec>(rows: [Self.decode], seed: 1, rounds: 0, countsInstructions: false).run()
        }
    }

    private func expect<Codec: CodecUnderTest>(
        _ codec: Codec.Type, _ row: ProfileRow, _ text: String, _ place: SourceLocation = #_sourceLocation
    ) throws {
        let profiler = Profiler<Codec>(rows: [row], seed: 1, rounds: 0, countsInstructions: false)
        let error = #expect(throws: ProfileError.self, sourceLocation: place) { try profiler.run() }
        let failure = try #require(error, sourceLocation: place)
        #expect(failure.exitStatus == 1, sourceLocation: place)
        #expect("\(failure)".contains(text), "\(failure)", sourceLocation: place)
    }
}

private struct RefusingCodec: CodecUnderTest {
    static let name = "refusing"
    static let version = "1"
    static func refusal(of row: ProfileRow) -> String? { "not today" }
    init(_ configuration: CodecConfiguration) throws(CodecFailure) { throw CodecFailure("never made") }
    mutating func decode(_: inout MutableRawSpan, delivering: inout Deliveries) throws(CodecFailure) {}
    mutating func encode(_: RawSpan, into: inout MutableRawSpan, at: Int) throws(CodecFailure) -> Int { 0 }
}
