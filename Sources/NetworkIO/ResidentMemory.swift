import CLinux

/// The memory that this process occupies.
public enum ResidentMemory {
    /// Bytes of memory in use now, shared pages included (`/proc/self/statm`); 0 if the kernel does not say.
    public static func bytes() -> UInt64 {
        guard let numbers = KernelFile.numbers(in: "/proc/self/statm"), numbers.count > 1 else { return 0 }
        return numbers[1] * UInt64(clinux_page_size())
    }
}
