/// How many connections may wait to be accepted.
public enum ListenBacklog {
    /// The kernel's cap for the backlog of `Socket.listen` (`net.core.somaxconn`); nil if the kernel does not say.
    public static var limit: Int? {
        KernelFile.numbers(in: "/proc/sys/net/core/somaxconn")?.first.flatMap { Int(exactly: $0) }
    }
}
