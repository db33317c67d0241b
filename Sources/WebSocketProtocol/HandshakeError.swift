/// Why an opening handshake failed (RFC 6455 section 4).
public enum HandshakeError: Error, Equatable, Sendable {
    /// The server answered with a status other than 101.
    case status(Int, reason: String)
    /// The head is above `HandshakeLimits.maximumHeaderBytes`.
    case headerTooLarge(limit: Int)
    /// The head has more fields than `HandshakeLimits.maximumHeaderCount`.
    case tooManyHeaders(limit: Int)
    /// A line that is not HTTP: a bare CR or LF, a NUL, a folded line, a bad name or a bad first line.
    case malformed(line: String)
    /// A field that must come did not.
    case missingHeader(name: String)
    /// A field that must come once came again.
    case duplicateHeader(name: String)
    /// A field with another value than it must have.
    case wrongHeader(name: String, found: String, expected: String)
    /// `Sec-WebSocket-Accept` does not belong to the key that was sent.
    case acceptMismatch(found: String, expected: String)
    /// The server chose a subprotocol that was not offered.
    case unknownSubprotocol(String)
    /// The server chose an extension that was not offered.
    case unexpectedExtension(String)
    /// `Sec-WebSocket-Extensions` is not a list of extensions (section 9.1).
    case malformedExtensions(String)
    /// The server accepted an extension with parameters that it must not choose or this end cannot keep to.
    case invalidExtension(String)
    /// The server did not accept an extension that this end requires.
    case missingExtension(String)
    /// The client wants another version of the protocol than 13.
    case wrongVersion(String)
    /// A request with another method than GET.
    case wrongMethod(String)
    /// A message of another HTTP version than 1.1.
    case wrongHTTPVersion(String)
    /// A key that is not 16 bytes in base64.
    case invalidKey(String)
    /// A target or a resource that does not begin with "/", or has white space, controls or a fragment.
    case invalidResource(String)
    /// A host that is empty, or has white space, controls or a delimiter.
    case invalidHost(String)
    /// A subprotocol that is not a token, or is offered twice.
    case invalidSubprotocol(String)
    /// A field to be sent whose name is not a token or whose value has control characters.
    case invalidHeader(name: String)
    /// A field to be sent that the handshake writes itself.
    case reservedHeader(name: String)
}

extension HandshakeError {
    /// The HTTP status with which a server refuses a request that failed so: 400, 405, 426, 431 or 505.
    public var serverStatus: Int {
        switch self {
        case .headerTooLarge, .tooManyHeaders: 431
        case .wrongMethod: 405
        case .wrongHTTPVersion: 505
        case .wrongVersion: 426
        case .missingHeader(let name) where name == "Upgrade": 426
        case .wrongHeader(let name, _, _) where name == "Upgrade": 426
        default: 400
        }
    }
}
