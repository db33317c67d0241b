import NetworkIO
import Reporting
import Results

extension Results.Environment {
    /// This machine, as its kernel describes it; what it does not say stays empty.
    static func ofThisMachine() -> Results.Environment {
        Results.Environment(
            system: Machine.system, kernel: Machine.kernel, processor: Machine.processor, cores: Processor.available,
            memoryBytes: Machine.memoryBytes, fileLimit: FileLimit.raise().soft, swiftVersion: Machine.compiler)
    }
}
