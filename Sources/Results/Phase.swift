/// The named parts of a run, in the order in which they happen.
@frozen
public enum Phase: Int, CaseIterable, Comparable, Sendable {
    /// Peers connect; no load yet.
    case connect
    /// Load runs, latency is not recorded.
    case warmUp
    /// Load runs and latency is recorded.
    case measure
    /// No new load; replies that are still out are awaited.
    case drain

    /// Earlier phases compare as less.
    public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }

    /// The name under which the phase appears in result files.
    public var name: String { "\(self)" }

    /// The phase of that ``name``, or `nil`.
    public init?(name: String) {
        guard let phase = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = phase
    }
}
