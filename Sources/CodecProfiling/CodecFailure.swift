/// Why a codec under test could not be made, decode or encode.
public struct CodecFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason in the codec's own words: one line.
    public let reason: String

    /// Makes a failure.
    public init(_ reason: String) { self.reason = reason }

    /// The reason.
    public var description: String { reason }
}
