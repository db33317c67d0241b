import CLinux

/// Why something of this module failed.
public enum NetworkError: Error, Sendable, Equatable {
    /// The system call of that name failed with that `errno`.
    case systemCall(String, errno: Int32)

    /// The name of a host could not be turned into an address.
    case resolve(host: String, message: String)

    /// The text is not a numeric address, or two addresses of different families were combined.
    case invalidAddress(String)
}

extension NetworkError: CustomStringConvertible {
    /// One sentence: what failed, why, and what to do where that is known.
    public var description: String {
        switch self {
        case .systemCall(let name, let code):
            let reason = Self.text(ofErrno: code)
            guard let hint = Self.hint(forErrno: code, of: name) else { return "\(name): \(reason)" }
            return "\(name): \(reason) (\(hint))"
        case .resolve(let host, let message):
            return "cannot resolve \"\(host)\": \(message)"
        case .invalidAddress(let text):
            return "invalid address: \(text)"
        }
    }

    /// The C library's text for an `errno`, for example "Connection refused".
    public static func text(ofErrno code: Int32) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let base = buffer.baseAddress else { return "error \(code)" }
            return unsafe String(cString: clinux_error_text(code, base, buffer.count))
        }
    }

    /// Whether this `errno` says that descriptors or memory are used up: the same call will fail again.
    public static func isShortage(_ code: Int32) -> Bool { [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code) }

    /// What a user can do about an `errno`; nil where nothing general can be said.
    private static func hint(forErrno code: Int32, of name: String) -> String? {
        switch code {
        case EMFILE:
            "this process has no file descriptors left: raise `ulimit -n`, or use fewer peers"
        case ENFILE:
            "the whole system has no file descriptors left: raise the sysctl fs.file-max"
        case EADDRNOTAVAIL where name == "bind":
            "this machine has no such address to listen on or connect from: `ip address` lists those that it has"
        case EADDRNOTAVAIL:
            """
            no such local address, or no ephemeral port is left for this source and target: add source addresses, \
            or widen the sysctl net.ipv4.ip_local_port_range
            """
        case EADDRINUSE:
            "another socket has this address and port: stop that program, or choose another port"
        case ECONNREFUSED:
            "nothing listens there: is the server running, on this address and port?"
        case EACCES:
            "not permitted: ports below 1024 need a privilege, and a firewall may refuse"
        default:
            nil
        }
    }
}
