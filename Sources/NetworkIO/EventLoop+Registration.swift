import CLinux

extension EventLoop {
    /// How many sockets are registered.
    public var registeredCount: Int { storage.state.slots.registeredCount }

    /// Watches a socket until `remove`; fails if it is watched already (`EEXIST`) or the system's limit is reached
    /// (`ENOSPC`, `fs.epoll.max_user_watches`).
    ///
    /// `.error` and `.hangUp` are reported even if not asked for. Slots are dense; the one freed last is taken first.
    public func add(_ socket: Socket, interest: Readiness) throws(NetworkError) -> EventToken {
        assertOwned()
        precondition(!storage.state.isVirtual, "the kernel does not wait for a virtual clock: it has no sockets")
        let token = storage.state.slots.take()
        do throws(NetworkError) {
            _ = try SystemCall.checked("epoll_ctl") { control(clinux_epoll_add, socket, interest, token) }
            return token
        } catch {
            end(token)
            throw error
        }
    }

    /// Changes what a registered socket is watched for; does nothing for a token that has ended.
    public func modify(_ token: EventToken, socket: Socket, interest: Readiness) {
        assertOwned()
        guard storage.state.slots.isCurrent(token) else { return }
        let result = SystemCall.retrying { control(clinux_epoll_modify, socket, interest, token) }
        assert(result == 0, "the socket of a current token is registered")
    }

    /// Ends a registration; does nothing for a token that has ended. Call it before closing the socket.
    ///
    /// Events of the running iteration that name the token are skipped. Its slot is reused after the iteration.
    public func remove(_ token: EventToken, socket: Socket) {
        assertOwned()
        guard storage.state.slots.isCurrent(token) else { return }
        _ = SystemCall.retrying { control(clinux_epoll_delete, socket, [], token) }
        end(token)
    }

    private func control(_ operation: Int32, _ socket: Socket, _ interest: Readiness, _ token: EventToken) -> Int {
        Int(
            clinux_epoll_control(
                storage.state.epoll, operation, socket.descriptor, interest.rawValue, token.kernelWord))
    }

    func end(_ token: EventToken) {
        storage.state.slots.end(token)
        if !storage.state.isInIteration { storage.state.slots.recycle() }
    }
}
