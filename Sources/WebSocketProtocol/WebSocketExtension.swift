/// One extension of a `Sec-WebSocket-Extensions` field, offered or accepted (RFC 6455 section 9.1).
public struct WebSocketExtension: Equatable, Sendable {
    /// A parameter; `server_max_window_bits=10` and `server_max_window_bits="10"` are the same.
    public struct Parameter: Equatable, Sendable {
        /// The name, a token.
        public var name: String
        /// The value, a token without its quotes; nil where there is none.
        public var value: String?

        /// Makes a parameter of tokens.
        public init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    /// The name, a token.
    public var name: String
    /// The parameters in the order they came in; a name may come twice.
    public var parameters: [Parameter]

    /// Makes an extension of tokens.
    public init(_ name: String, _ parameters: [Parameter] = []) {
        self.name = name
        self.parameters = parameters
    }
}

extension WebSocketExtension: CustomStringConvertible {
    /// As it stands in the field: `name; flag; parameter=value`.
    public var description: String {
        parameters.reduce(name) { text, parameter in
            "\(text); \(parameter.name)\(parameter.value.map { "=\($0)" } ?? "")"
        }
    }
}
