/// The machine and limits under which a run took place; deliberately without the host's name.
public struct Environment: Sendable, Equatable {
    /// Operating system, such as `Ubuntu 24.04.2 LTS`.
    public var system: String
    /// Kernel release, such as `6.18.0`.
    public var kernel: String
    /// Processor model.
    public var processor: String
    /// Processors that the process may use.
    public var cores: Int
    /// Physical memory in bytes.
    public var memoryBytes: UInt64
    /// Soft limit of open files of the process.
    public var fileLimit: UInt64
    /// Version of the Swift compiler that built the tool, if known.
    public var swiftVersion: String?

    /// An environment from its parts.
    public init(
        system: String = "", kernel: String = "", processor: String = "", cores: Int = 0, memoryBytes: UInt64 = 0,
        fileLimit: UInt64 = 0, swiftVersion: String? = nil
    ) {
        self.system = system
        self.kernel = kernel
        self.processor = processor
        self.cores = cores
        self.memoryBytes = memoryBytes
        self.fileLimit = fileLimit
        self.swiftVersion = swiftVersion
    }
}
