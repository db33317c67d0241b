/// How peers get to their server.
enum ConnectionRoute: Sendable {
    /// By TCP.
    case network(ConnectionPlaces)
    /// Through memory, to an echo server in the worker's own loop, with this delay one way in nanoseconds.
    case memory(delay: UInt64)
}
