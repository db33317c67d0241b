import WebSocketProtocol

/// permessage-deflate as it stands in an offer or an answer (RFC 7692 section 7.1), each parameter at most once.
struct DeflateExtension: Equatable {
    /// `client_max_window_bits`, which an offer may have without a value (section 7.1.2.2).
    enum ClientWindow: Equatable {
        case absent, withoutValue
        case bits(Int)
    }

    var serverNoContextTakeover = false
    var clientNoContextTakeover = false
    var serverMaxWindowBits: Int?
    var clientMaxWindowBits = ClientWindow.absent

    /// The name of the extension.
    static let name = "permessage-deflate"

    init() {}

    /// Reads an element of the header field.
    ///
    /// - Throws: `CompressionError` for a parameter that is unknown, comes twice or has a value it must not have: an
    ///   offer is declined then, and an answer fails the connection (section 7.1).
    init(_ element: WebSocketExtension) throws(CompressionError) {
        var seen: Set<String> = []
        for parameter in element.parameters {
            guard seen.insert(parameter.name).inserted else { throw .parameterTwice(parameter.name) }
            switch parameter.name {
            case "server_no_context_takeover":
                try Self.requireNoValue(parameter)
                serverNoContextTakeover = true
            case "client_no_context_takeover":
                try Self.requireNoValue(parameter)
                clientNoContextTakeover = true
            case "server_max_window_bits":
                serverMaxWindowBits = try Self.windowBits(parameter)
            case "client_max_window_bits":
                clientMaxWindowBits = parameter.value == nil ? .withoutValue : .bits(try Self.windowBits(parameter))
            default: throw .unknownParameter(parameter.name)
            }
        }
    }

    private static func requireNoValue(_ parameter: WebSocketExtension.Parameter) throws(CompressionError) {
        if let value = parameter.value { throw .invalidValue(parameter: parameter.name, value: value) }
    }

    /// "A decimal integer value without leading zeroes between 8 to 15, inclusive" (section 7.1.2).
    private static func windowBits(_ parameter: WebSocketExtension.Parameter) throws(CompressionError) -> Int {
        guard let value = parameter.value, let bits = (8...15).first(where: { String($0) == value }) else {
            throw .invalidValue(parameter: parameter.name, value: parameter.value)
        }
        return bits
    }

    /// The element to be written.
    var element: WebSocketExtension {
        var result = WebSocketExtension(Self.name)
        if serverNoContextTakeover { result.parameters.append(.init("server_no_context_takeover")) }
        if clientNoContextTakeover { result.parameters.append(.init("client_no_context_takeover")) }
        if let serverMaxWindowBits {
            result.parameters.append(.init("server_max_window_bits", String(serverMaxWindowBits)))
        }
        switch clientMaxWindowBits {
        case .absent: break
        case .withoutValue: result.parameters.append(.init("client_max_window_bits"))
        case .bits(let bits): result.parameters.append(.init("client_max_window_bits", String(bits)))
        }
        return result
    }
}
