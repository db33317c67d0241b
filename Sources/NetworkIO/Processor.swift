import CLinux

/// The processors on which threads may run.
public enum Processor {
    /// How many processors the calling thread may use (`sched_getaffinity`), at least 1.
    public static var available: Int { max(availableNumbers.count, 1) }

    /// The numbers of the processors that the calling thread may use, ascending.
    public static var availableNumbers: [Int] {
        (0..<Int(clinux_affinity_size())).filter { clinux_affinity_contains(Int32($0)) != 0 }
    }

    /// Keeps the calling thread on one processor; false if there is no such processor or it is not allowed.
    @discardableResult
    public static func pin(toCPU number: Int) -> Bool {
        guard (0..<Int(clinux_affinity_size())).contains(number) else { return false }
        return SystemCall.retrying { Int(clinux_set_affinity(Int32(number))) } == 0
    }
}
