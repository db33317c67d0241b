/// How the instants of an open load are spaced.
public enum Arrivals: String, Sendable, Equatable, Hashable, CaseIterable {
    /// At equal distances.
    case even
    /// With exponentially distributed distances, as independent users would.
    case poisson
}
