/// One end of a link between two peers of one `EventLoop`: a stream each way, in memory, without the kernel.
///
/// It behaves as a socket does: bounded (256 KiB each way), non-blocking, with an end (FIN) and a reset (RST), and
/// everything takes the loop's delay to arrive. A value without ownership: whoever has the connection calls `close()`
/// or `reset()` exactly once, and does not use it after that, nor after the loop's end. Belongs to the loop's owner.
@frozen
public struct MemoryEnd: @unchecked Sendable {
    // Sendable: it only names an end; the loop's owner alone uses it.
    @usableFromInline
    let loop: OwnedState<LoopState>
    @usableFromInline
    let number: Int

    init(loop: OwnedState<LoopState>, number: Int) {
        self.loop = loop
        self.number = number
    }

    /// Receives what has arrived into `bytes[offset...]`; never waits.
    public func receive(into bytes: inout MutableRawSpan, at offset: Int) -> ReadOutcome {
        precondition(offset >= 0 && offset <= bytes.byteCount, "offset out of range")
        return loop.state.memory.read(into: &bytes, at: offset, to: number)
    }

    /// Sends a prefix of `bytes`, as much as there is room for; never waits.
    public func send(_ bytes: RawSpan) -> WriteOutcome {
        loop.state.memory.write(bytes, from: number, now: loop.state.now.nanoseconds)
    }

    /// The outcome of connecting, once the loop reports the end as writable: 0, or an `errno`.
    public func pendingError() -> Int32 { loop.state.memory.pendingError(of: number) }

    /// Tells the other end that nothing more will be sent (FIN); receiving goes on.
    public func shutdownWriting() {
        loop.state.memory.finishSending(from: number, now: loop.state.now.nanoseconds)
    }

    /// Lets the end go; what was sent is still delivered, unless unread input turns it into a reset.
    public func close() { loop.state.memory.close(number, isReset: false, now: loop.state.now.nanoseconds) }

    /// Lets the end go and tells the other one that the connection broke (RST).
    public func reset() { loop.state.memory.close(number, isReset: true, now: loop.state.now.nanoseconds) }
}
