/// Limits that a run keeps.
public struct Limits: Sendable, Equatable {
    /// The largest message that a peer accepts, in bytes; a larger one closes the connection with 1009.
    public var maximumMessageBytes: Int
    /// The number of errors after which the run stops early; `nil` never stops it.
    public var maximumErrors: Int?

    /// Builds limits; the default is 16 MiB a message and no limit on errors.
    public init(maximumMessageBytes: Int = 16 << 20, maximumErrors: Int? = nil) {
        self.maximumMessageBytes = maximumMessageBytes
        self.maximumErrors = maximumErrors
    }
}
