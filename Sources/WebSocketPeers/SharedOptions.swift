/// Options in one place for all the peers that have the same: 8 bytes a peer instead of 98.
final class SharedOptions: Sendable {
    let options: PeerOptions

    init(_ options: PeerOptions) { self.options = options }

    /// The defaults.
    static let standard = SharedOptions(PeerOptions())
}
