public import WebSocketProtocol

/// Where peers connect to.
public enum Endpoint: Sendable, Equatable, Hashable {
    /// A server reached by TCP.
    case url(WebSocketURL)
    /// An echo server started inside this process, so that a new user needs nothing (`embedded:echo`).
    case embeddedEcho
    /// An echo server that peers reach through memory, in virtual time, so that the kernel has no part in it
    /// (`memory:echo`).
    case memoryEcho
}
