import Testing

@testable import WebSocketProtocol

/// RFC 6455 section 9.1.
@Suite struct WebSocketExtensionTests {
    @Test(arguments: [
        ("foo", "foo"), ("foo, bar; baz=2", "foo | bar; baz=2"), ("foo;bar; baz=\"a\\b\"", "foo; bar; baz=ab"),
        (" , foo ,, bar , ", "foo | bar"), ("a ; b = c\t;d", "a; b=c; d"), ("a; x; x=1", "a; x; x=1"), ("", ""),
        (",", ""),
    ]) func aListIsRead(text: String, expected: String) {
        let list = WebSocketExtension.list(parsing: text.utf8)
        #expect(list?.map(\.description).joined(separator: " | ") == expected)
    }

    @Test(arguments: [
        "foo bar", "foo;", "foo; =1", "foo; a=", "foo; a=\"\"", "foo; a=\"b c\"", "foo; a=\"b", "foo; a=\"b\\",
        "foo/bar",
        "foo; a=\"b\"c", "\"foo\"", "foo; a b", "é",
    ]) func whatIsNoListIsRefused(text: String) {
        #expect(WebSocketExtension.list(parsing: text.utf8) == nil)
    }
}
