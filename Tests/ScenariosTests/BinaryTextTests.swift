import SeededRandom
import Testing

@testable import Scenarios

@Suite struct BinaryTextTests {
    /// The vectors of RFC 4648 section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func vectors(plain: String, encoded: String) throws {
        #expect(BinaryText.base64(Array(plain.utf8)) == encoded)
        #expect(try BinaryText.bytes(base64: encoded) == Array(plain.utf8))
    }

    @Test func everyByteReadsBack() throws {
        var random = SplitMix64(seed: 3)
        for length in 0..<70 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(try BinaryText.bytes(base64: BinaryText.base64(bytes)) == bytes)
            let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: length.isMultiple(of: 2)) }
            #expect(try BinaryText.bytes(hex: hex.joined()) == bytes)
        }
    }

    @Test(arguments: [
        ("Zg=", 3), ("Zg", 2), ("Z===", 1), ("Zh==", 1), ("Zm9=", 2), ("Zm 9", 2), ("Zm9_", 3), ("=m9v", 0),
        ("Zü==", 1),
    ])
    func wrongBase64(text: String, offset: Int) {
        let error = #expect(throws: NotationError.self) { try BinaryText.bytes(base64: text) }
        #expect(error?.offset == offset)
    }

    @Test(arguments: [("0", 1), ("0g", 1), ("00 1", 2), ("０0", 0)])
    func wrongHex(text: String, offset: Int) {
        let error = #expect(throws: NotationError.self) { try BinaryText.bytes(hex: text) }
        #expect(error?.offset == offset)
    }
}
