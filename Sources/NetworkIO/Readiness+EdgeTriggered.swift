import CLinux

extension Readiness {
    /// Reported once for each change instead of for as long as it lasts (`EPOLLET`).
    ///
    /// For an owner that waits for nothing: the kernel reports a broken connection whether asked to or not, and without
    /// this again at once.
    public static var edgeTriggered: Readiness { Readiness(rawValue: clinux_edge_triggered) }
}
