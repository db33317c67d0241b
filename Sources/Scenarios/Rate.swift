/// A rate in events per second.
@frozen
public struct Rate: Sendable, Equatable, Hashable {
    /// Events per second; finite and above zero in a decoded scenario.
    public var perSecond: Double

    /// Builds a rate of so many events per second.
    public init(perSecond: Double) { self.perSecond = perSecond }
}
