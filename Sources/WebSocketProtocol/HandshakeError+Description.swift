extension HandshakeError: CustomStringConvertible {
    /// One sentence: what was seen and what is expected.
    public var description: String {
        switch self {
        case .status(let status, let reason):
            "the server answered \(status)\(reason.isEmpty ? "" : " \(reason)") instead of 101 Switching Protocols"
        case .headerTooLarge(let limit):
            "the head of the handshake is longer than \(limit) bytes"
        case .tooManyHeaders(let limit):
            "the handshake has more than \(limit) header fields"
        case .malformed(let line):
            "the line \"\(line)\" is not HTTP"
        case .missingHeader(let name):
            "the header field \(name) is missing"
        case .duplicateHeader(let name):
            "the header field \(name) came more than once"
        case .wrongHeader(let name, let found, let expected):
            "the header field \(name) is \"\(found)\", but \"\(expected)\" is expected"
        case .acceptMismatch(let found, let expected):
            "Sec-WebSocket-Accept is \"\(found)\", but \"\(expected)\" belongs to the key that was sent"
        case .unknownSubprotocol(let name):
            "the server chose the subprotocol \"\(name)\", which was not offered"
        case .unexpectedExtension(let name):
            "the server chose the extension \"\(name)\", which was not offered"
        case .malformedExtensions(let value):
            "Sec-WebSocket-Extensions is \"\(value)\", which is not a list of extensions"
        case .invalidExtension(let reason):
            reason
        case .missingExtension(let name):
            "the server did not accept the extension \"\(name)\", which is required"
        case .wrongVersion(let version):
            "Sec-WebSocket-Version is \"\(version)\", but 13 is expected"
        case .wrongMethod(let method):
            "the method is \"\(method)\", but GET is expected"
        case .wrongHTTPVersion(let version):
            "the version is \"\(version)\", but HTTP/1.1 is expected"
        case .invalidKey(let key):
            "Sec-WebSocket-Key is \"\(key)\", but 16 bytes in base64 are expected"
        case .invalidResource(let resource):
            "the resource \"\(resource)\" is not a path of visible ASCII without a fragment"
        case .invalidHost(let host):
            "the host \"\(host)\" is not a host with an optional port"
        case .invalidSubprotocol(let name):
            "the subprotocol \"\(name)\" is not a token, or is offered twice"
        case .invalidHeader(let name):
            "the header field \"\(name)\" has a name that is not a token, or a value with control characters"
        case .reservedHeader(let name):
            "the header field \(name) is written by the handshake itself"
        }
    }
}
