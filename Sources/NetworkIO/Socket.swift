import CLinux

/// A non-blocking, close-on-exec stream socket: a descriptor and nothing else.
///
/// A value without ownership: copies name the same descriptor, and whoever owns the connection calls `close()` or
/// `reset()` exactly once. After that the number may be reused by the system for another socket.
@frozen
public struct Socket: Sendable, Hashable {
    /// The descriptor's number, 0 or more.
    public let descriptor: Int32

    /// Wraps a descriptor that is already a non-blocking stream socket.
    @inlinable
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Two connected Unix-domain stream sockets (`socketpair`), for tests and for talking inside one process.
    public static func pair() throws(NetworkError) -> (Socket, Socket) {
        var descriptors: (Int32, Int32) = (-1, -1)
        _ = try SystemCall.checked("socketpair") {
            unsafe withUnsafeMutableBytes(of: &descriptors) { raw in
                Int(unsafe clinux_stream_pair(raw.assumingMemoryBound(to: Int32.self).baseAddress))
            }
        }
        return (Socket(descriptor: descriptors.0), Socket(descriptor: descriptors.1))
    }

    /// Tells the other side that nothing more will be sent (FIN); reading goes on. Does nothing if not connected.
    public func shutdownWriting() {
        _ = SystemCall.retrying { Int(clinux_shutdown_writing(descriptor)) }
    }

    /// Closes the descriptor; what the kernel has taken is still delivered, unless unread input turns it into a reset.
    public func close() {
        SystemCall.close(descriptor)
    }

    /// Drops the connection with a TCP reset (RST) and closes the descriptor; what was not yet sent is lost.
    public func reset() {
        _ = SystemCall.retrying { Int(clinux_linger_zero(descriptor)) }
        SystemCall.close(descriptor)
    }
}
