import Foundation

/// This machine, as its kernel describes it; what it does not say is empty or 0. Never the host's name.
public enum Machine {
    /// Operating system, such as `Debian GNU/Linux 12 (bookworm)`.
    public static var system: String {
        value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=").trimmingCharacters(in: ["\""])
    }

    /// Kernel release, such as `6.18.0`.
    public static var kernel: String {
        contents("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Processor model.
    public static var processor: String { value(of: "model name", in: "/proc/cpuinfo", separator: ":") }

    /// Instruction set extensions of the processor, as the kernel names them.
    public static var processorFlags: Set<Substring> {
        let flags = value(of: "flags", in: "/proc/cpuinfo", separator: ":")
        return Set(
            (flags.isEmpty ? value(of: "Features", in: "/proc/cpuinfo", separator: ":") : flags).split(separator: " "))
    }

    /// Physical memory in bytes; /proc/meminfo counts in units of 1,024, whatever it calls them.
    public static var memoryBytes: UInt64 {
        let words = value(of: "MemTotal", in: "/proc/meminfo", separator: ":").split(separator: " ")
        return words.first.flatMap { UInt64($0) }.map { $0 * 1_024 } ?? 0
    }

    /// Architecture that the program was built for.
    public static var architecture: String {
        #if arch(x86_64)
        "x86_64"
        #elseif arch(arm64)
        "aarch64"
        #else
        "other"
        #endif
    }

    /// The language version of the compiler; it does not tell its patch release.
    public static var compiler: String? {
        #if compiler(>=6.4)
        "6.4 or later"
        #elseif compiler(>=6.3)
        "6.3"
        #elseif compiler(>=6.2)
        "6.2"
        #else
        nil
        #endif
    }

    private static func value(of key: String, in path: String, separator: Character) -> String {
        for line in contents(path).split(separator: "\n") {
            let parts = line.split(separator: separator, maxSplits: 1)
            if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == key {
                return parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        return ""
    }

    private static func contents(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
