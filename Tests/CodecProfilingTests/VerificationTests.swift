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
            try measured.pass(over: 0)
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

    @Test(arguments: [20, 125, 126, 1 << 10, 65_535])
    func `a length in more bytes than it needs is named`(count: Int) throws {
        for role in [Role.client, .server] {
            try expect(
                RuleBreakingCodec<LongLength>.self, ProfileRow(.encode, role, .binary, count),
                "it writes a length of \(count) in 8 bytes (RFC 6455 section 5.2 wants the fewest)")
        }
    }

    @Test func `reserved bits without a meaning are named`() throws {
        let deflated = ProfileRow(.encode, .client, .ascii, 1 << 10, isDeflated: true)
        for row in [Self.encode, ProfileRow(.encode, .server, .ascii, 1 << 10, .fragmented), deflated] {
            try expect(
                RuleBreakingCodec<SetsRSV2>.self, row, "it sets RSV2, which has no meaning (RFC 6455 section 5.2)")
            try expect(
                RuleBreakingCodec<SetsRSV3>.self, row, "it sets RSV3, which has no meaning (RFC 6455 section 5.2)")
        }
        try expect(RuleBreakingCodec<SetsRSV1>.self, Self.encode, "it sets RSV1 where it has no meaning")
        try expect(
            RuleBreakingCodec<RepeatsRSV1>.self, deflated, "it sets RSV1 where it has no meaning (RFC 7692 section 6)")
    }

    @Test(arguments: PayloadShape.allCases)
    func `stored blocks are no compression where text can be compressed`(shape: PayloadShape) throws {
        for count in [1 << 10, 65_535] {
            let row = ProfileRow(.encode, .client, shape, count, isDeflated: true)
            try RowCase<MusterCodec>(row, seed: 1).verify()
            if shape == .binary {
                try RowCase<RuleBreakingCodec<StoresBlocks>>(row, seed: 1).verify()
            } else {
                try expect(
                    RuleBreakingCodec<StoresBlocks>.self, row, "it does not deflate: a message of \(count) bytes takes")
            }
        }
        try RowCase<RuleBreakingCodec<StoresBlocks>>(
            ProfileRow(.encode, .client, shape, 20, isDeflated: true), seed: 1
        ).verify()
    }

    @Test(arguments: [false, true]) func `each kind of text that is not UTF-8 must be refused`(isDeflated: Bool) throws
    {
        for shape in [PayloadShape.ascii, .emoji] {
            for count in [20, 1 << 10, 16 << 10] {
                var row = ProfileRow(.decode, .server, shape, count, isDeflated: isDeflated)
                try expect(LaxCodec<AcceptsOverlong>.self, row, "it accepts text that is not UTF-8: an overlong form")
                try expect(LaxCodec<AcceptsSurrogates>.self, row, "not UTF-8: a surrogate")
                try expect(LaxCodec<AcceptsTooLarge>.self, row, "not UTF-8: a code point above U+10FFFF")
                try expect(LaxCodec<AcceptsContinuation>.self, row, "not UTF-8: a lone continuation byte")
                try expect(LaxCodec<AcceptsTruncated>.self, row, "not UTF-8: a truncated code point")
                try expect(
                    LaxCodec<AcceptsTruncatedEnd>.self, row,
                    "not UTF-8: a truncated code point (\(count > 1 << 10 ? "f0 9f 98" : "c3")) at the end")
                try expect(LaxCodec<AcceptsFF>.self, row, "not UTF-8: a byte that never occurs (ff)")
                row.framing = .fragmented
                try expect(LaxCodec<SkipsBeginning>.self, row, " at the beginning")
                try expect(LaxCodec<SkipsMiddle>.self, row, " in the middle")
                try expect(LaxCodec<SkipsEnd>.self, row, " at the end")
                try expect(LaxCodec<SkipsAll>.self, row, "it accepts text that is not UTF-8")
                try RowCase<LaxCodec<SkipsNothing>>(row, seed: 1).verify()
            }
        }
    }

    @Test func `a codec that skips the text of large messages is named`() throws {
        for isDeflated in [false, true] {
            try expect(
                LaxCodec<SkipsLarge>.self, ProfileRow(.decode, .server, .cjk, 16 << 10, isDeflated: isDeflated),
                "it accepts text that is not UTF-8")
        }
    }

    @Test func `spoilt texts have one fault, at its place, and the payload's size`() throws {
        for shape in PayloadShape.allCases where shape != .binary {
            for count in [1, 20, 125, 1 << 10] {
                let payload = RowInput(ProfileRow(.decode, .server, shape, count), seed: 3).payload
                let texts = SpoiltText.all(of: payload)
                #expect(texts.count >= (count == 1 ? 4 : SpoiltText.sequences.count * 3))
                for text in texts {
                    let faults = TextFault.all(in: text.bytes)
                    #expect(faults.count >= 1 && text.bytes.count == count, "\(text)")
                    #expect(String(validating: text.bytes, as: UTF8.self) == nil, "\(text)")
                    let offsets = faults.map(\.offset)
                    #expect(offsets.max()! - offsets.min()! < 4, "\(text)")
                }
            }
        }
        #expect(SpoiltText.all(of: []).isEmpty)
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
