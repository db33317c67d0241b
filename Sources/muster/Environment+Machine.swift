import Foundation
import NetworkIO
import Results

extension Results.Environment {
    /// This machine, as its kernel describes it; what it does not say stays empty.
    static func ofThisMachine() -> Results.Environment {
        Results.Environment(
            system: value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
                .trimmingCharacters(in: ["\""]),
            kernel: contents("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines),
            processor: value(of: "model name", in: "/proc/cpuinfo", separator: ":"),
            cores: Processor.available, memoryBytes: memory, fileLimit: FileLimit.raise().soft,
            swiftVersion: compiler)
    }

    /// /proc/meminfo counts in units of 1,024 bytes, whatever it calls them.
    private static var memory: UInt64 {
        let words = value(of: "MemTotal", in: "/proc/meminfo", separator: ":").split(separator: " ")
        return words.first.flatMap { UInt64($0) }.map { $0 * 1_024 } ?? 0
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

    /// The language version that the compiler reports; it does not report the patch release.
    private static var compiler: String? {
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
}
