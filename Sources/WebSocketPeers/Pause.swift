/// Why a peer does not read at present.
@frozen @usableFromInline struct Pause: OptionSet {
    @usableFromInline var rawValue: UInt8

    @inlinable init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `pauseReceiving()` was called.
    static var asked: Pause { Pause(rawValue: 1) }
    /// The packet queue is full.
    static var queueFull: Pause { Pause(rawValue: 2) }
    /// There is nothing more: the other side has ended its half.
    static var inputEnded: Pause { Pause(rawValue: 4) }
}
