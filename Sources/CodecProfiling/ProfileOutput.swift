/// What `--json` prints: a profile, and beside its keys what became of the comparison.
struct ProfileOutput: Encodable {
    var profile: Profile
    var comparison: Comparison?

    private enum Key: CodingKey { case comparison }

    func encode(to encoder: any Encoder) throws {
        try profile.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(comparison, forKey: .comparison)
    }
}
