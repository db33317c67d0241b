import NetworkIO

extension Readiness {
    /// Reported once for each change instead of for as long as it lasts (`EPOLLET`).
    ///
    /// For a peer that pauses: the kernel reports a broken connection whether asked to or not, and again at once.
    static var edgeTriggered: Readiness { Readiness(rawValue: 1 << 31) }
}
