import NetworkIO

/// A transport and the loop that says when there is something to do.
extension Transport {
    /// Has the loop watch it until `remove`.
    func add(to events: EventLoop, interest: Readiness) throws(NetworkError) -> EventToken {
        switch self {
        case .socket(let socket): try events.add(socket, interest: interest)
        case .memory(let end): events.add(end, interest: interest)
        }
    }

    /// Changes what it is watched for.
    func modify(_ token: EventToken, in events: EventLoop, interest: Readiness) {
        switch self {
        case .socket(let socket): events.modify(token, socket: socket, interest: interest)
        case .memory(let end): events.modify(token, end: end, interest: interest)
        }
    }

    /// Has the loop watch it no longer; before it is closed.
    func remove(_ token: EventToken, from events: EventLoop) {
        switch self {
        case .socket(let socket): events.remove(token, socket: socket)
        case .memory(let end): events.remove(token, end: end)
        }
    }
}
