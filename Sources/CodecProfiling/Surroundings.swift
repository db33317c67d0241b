import Foundation
import Reporting

/// Where a codec was measured.
struct Surroundings: Codable, Equatable {
    var system = Machine.system
    var kernel = Machine.kernel
    var processor = Machine.processor
    var architecture = Machine.architecture
    /// Widest vectors of the processor that valgrind shows a program: `avx2` or `baseline`.
    var vectors = Machine.processorFlags.contains("avx2") ? "avx2" : "baseline"
    var cores = ProcessInfo.processInfo.activeProcessorCount
    var memoryBytes = Machine.memoryBytes
    var swiftVersion = Machine.compiler ?? ""
    /// Whether the build was optimised.
    var isOptimised = Self.buildIsOptimised

    /// Whether this is an optimised build.
    static var buildIsOptimised: Bool {
        #if DEBUG
        false
        #else
        true
        #endif
    }
}
