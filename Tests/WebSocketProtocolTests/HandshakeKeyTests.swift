import Testing

@testable import WebSocketProtocol

@Suite struct HandshakeKeyTests {
    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// RFC 3174 section 7.3.
    @Test func digestsOfTheRFC() {
        let table = [
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            (String(repeating: "01234567", count: 80), "dea356a2cddd90c7a7ecedc5ebb563934f460452"),
        ]
        for (message, digest) in table { #expect(Self.hex(SHA1.digest(Array(message.utf8))) == digest) }
    }

    /// RFC 4648 section 10.
    @Test func base64OfTheRFC() {
        let table = [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
        for (bytes, text) in table { #expect(Base64.encode(Array(bytes.utf8)) == Array(text.utf8)) }
        #expect(Base64.encode([0xfb, 0xff, 0xbf]) == Array("+/+/".utf8))
    }

    @Test func everyLastDigitOfSixteenBytes() {
        for last in UInt8.min ... .max {
            let text = Base64.encode([UInt8](repeating: 0xff, count: 15) + [last])
            #expect(Base64.isSixteenBytes(text))
            #expect(!Base64.isSixteenBytes(text.dropLast()))
        }
    }

    /// RFC 6455 section 1.3.
    @Test func acceptKeyOfTheRFC() {
        let nonce = HandshakeNonce(bytes: HandshakeTexts.nonce)
        #expect(nonce.base64 == "dGhlIHNhbXBsZSBub25jZQ==" && nonce.acceptKey == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test func noncesDiffer() {
        var generator = MaskingKeyGenerator()
        let texts = Set((0..<100).map { _ in HandshakeNonce(generator: &generator).base64 })
        #expect(texts.count == 100)
    }

    @Test func headerFields() {
        var fields = HeaderFields()
        for (name, value) in [("A", "1"), ("b", ""), ("a", "2")] { fields.append(name: name, value: value) }
        #expect(fields.count == 3 && fields[first: "a"] == "1" && fields.values("A") == ["1", "2"])
        #expect(fields[first: "B"] == "" && fields[first: "c"] == nil && fields.values("c").isEmpty)
        var seen: [String] = []
        fields.forEach { seen.append("\($0)=\($1)") }
        #expect(seen == ["A=1", "b=", "a=2"])
        var same = HeaderFields()
        for (name, value) in [("a", "1"), ("B", ""), ("A", "2")] { same.append(name: name, value: value) }
        #expect(fields == same)
        same.append(name: "x", value: "y")
        #expect(fields != same)
    }
}
