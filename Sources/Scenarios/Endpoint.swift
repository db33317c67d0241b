public import WebSocketProtocol

/// Where peers connect to.
public enum Endpoint: Sendable, Equatable, Hashable {
    /// A server reached by TCP.
    case url(WebSocketURL)
    /// An echo server started inside this process, so that a new user needs nothing (`embedded:echo`).
    case embeddedEcho
}
