import Testing

@testable import WebSocketProtocol

@Suite struct WebSocketURLTests {
    @Test(
        arguments: [
            ("ws://h", "h", 80, "/", "h"), ("ws://h/", "h", 80, "/", "h"),
            ("WS://h:9001/a/b?c=d&e", "h", 9001, "/a/b?c=d&e", "h:9001"),
            ("ws://h?q", "h", 80, "/?q", "h"), ("ws://127.0.0.1:80/x@y", "127.0.0.1", 80, "/x@y", "127.0.0.1"),
            ("ws://[::1]:9001/", "::1", 9001, "/", "[::1]:9001"),
            ("ws://[2001:db8::1]", "2001:db8::1", 80, "/", "[2001:db8::1]"),
            ("ws://a-b.example_x.org:65535", "a-b.example_x.org", 65535, "/", "a-b.example_x.org:65535"),
        ] as [(String, String, UInt16, String, String)])
    func valid(text: String, host: String, port: UInt16, resource: String, hostHeader: String) throws {
        let url = try WebSocketURL(parsing: text)
        #expect(url == WebSocketURL(host: host, port: port, resource: resource))
        #expect(url.hostHeader == hostHeader)
        #expect(try WebSocketURL(parsing: url.description) == url)
    }

    @Test(arguments: [
        ("", 0, "expected a URL such as ws://127.0.0.1:9001/echo"),
        ("ws:/h", 0, "expected a URL such as ws://127.0.0.1:9001/echo"),
        ("localhost:9001", 0, "expected a URL such as ws://127.0.0.1:9001/echo"),
        ("http://h/", 0, "unknown scheme \"http\"; expected ws://"),
        ("ws://h/#f", 7, "a WebSocket URL has no fragment (RFC 6455 section 3)"),
        ("ws://u:p@h/", 5, "a WebSocket URL has no user and password; use an Authorization header"),
        ("ws://", 5, "the host is empty"), ("ws://:80/", 5, "the host is empty"),
        ("ws://h:/", 7, "expected a port 1...65535, found \"\""),
        ("ws://h:0/", 7, "expected a port 1...65535, found \"0\""),
        ("ws://h:65536", 7, "expected a port 1...65535, found \"65536\""),
        ("ws://h:+80", 7, "expected a port 1...65535, found \"+80\""),
        ("ws://h a/", 6, "a URL has only visible ASCII characters; percent-encode the others"),
        ("ws://h/ü", 7, "a URL has only visible ASCII characters; percent-encode the others"),
        ("ws://h/\u{0}", 7, "a URL has only visible ASCII characters; percent-encode the others"),
        ("ws://a*b/", 6, "\"*\" cannot stand in a host name"),
        ("ws://[::1/", 5, "\"[\" without a \"]\""),
        ("ws://[::g]/", 6, "\"::g\" is not an IPv6 address"),
        ("ws://[127.0.0.1]/", 6, "\"127.0.0.1\" is not an IPv6 address"),
        ("ws://[::1]9/", 10, "expected a port 1...65535, found \"\""),
    ])
    func invalid(text: String, offset: Int, message: String) {
        let error = #expect(throws: WebSocketURLError.self) { try WebSocketURL(parsing: text) }
        #expect(error == WebSocketURLError(offset: offset, message: message))
    }
}
