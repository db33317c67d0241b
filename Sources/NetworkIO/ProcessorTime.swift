import CLinux

/// Processor time used so far.
public enum ProcessorTime {
    /// Nanoseconds that the calling thread has run, in user space and the kernel (`CLOCK_THREAD_CPUTIME_ID`).
    public static func thread() -> UInt64 {
        var time = timespec()
        _ = SystemCall.retrying { Int(unsafe clinux_thread_clock(&time)) }
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Nanoseconds that the calling thread was ready to run and had no processor; nil if the kernel does not count them.
    ///
    /// Reads a file under /proc, some microseconds.
    public static func threadWaiting() -> UInt64? {
        KernelFile.numbers(in: "/proc/thread-self/schedstat").flatMap { $0.count > 1 ? $0[1] : nil }
    }

    /// Nanoseconds that all threads of this process have run, microseconds being the resolution (`getrusage`).
    public static func process() -> (user: UInt64, system: UInt64) {
        var usage = rusage()
        _ = SystemCall.retrying { Int(unsafe clinux_process_usage(&usage)) }
        return (nanoseconds(usage.ru_utime), nanoseconds(usage.ru_stime))
    }

    private static func nanoseconds(_ time: timeval) -> UInt64 {
        UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_usec) * 1_000
    }
}
