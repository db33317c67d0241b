import CLinux

/// How many descriptors, and so connections, this process may have open (`RLIMIT_NOFILE`).
public enum FileLimit {
    /// The limit in force, and how far the process may raise it by itself.
    public static var current: (soft: UInt64, hard: UInt64) {
        var limit = rlimit()
        _ = SystemCall.retrying { Int(unsafe clinux_get_file_limit(&limit)) }
        return (UInt64(limit.rlim_cur), UInt64(limit.rlim_max))
    }

    /// Raises the soft limit to the hard limit, as far as the system lets it, and returns both as they are then.
    @discardableResult
    public static func raise() -> (soft: UInt64, hard: UInt64) {
        let before = current
        if before.soft < before.hard {
            var limit = rlimit(rlim_cur: rlim_t(before.hard), rlim_max: rlim_t(before.hard))
            _ = SystemCall.retrying { Int(unsafe clinux_set_file_limit(&limit)) }
        }
        return current
    }

    /// Whether the process may open `count` more descriptors now; opens and closes that many.
    public static func hasRoom(for count: Int) -> Bool {
        var probes: [Waker] = []
        while probes.count < count {
            guard let probe = try? Waker() else { return false }
            probes.append(probe)
        }
        return true
    }
}
