import ArgumentParser

/// The check that `--compress-level` needs wherever it stands.
enum CompressLevel {
    static func check(_ level: Int?, isCompressing: Bool) throws {
        guard let level else { return }
        guard isCompressing else { throw ValidationError("--compress-level needs --compress") }
        guard (1...9).contains(level) else { throw ValidationError("--compress-level \(level) is not in 1...9") }
    }
}
