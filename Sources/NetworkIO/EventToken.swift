/// Names one registration of a socket with an `EventLoop`.
@frozen
public struct EventToken: Hashable, Sendable {
    /// A small number, reused after the registration ends: fit for indexing an array of the owner.
    public let slot: UInt32

    /// Distinguishes the registrations that had the same slot, one after another.
    public let generation: UInt32

    @inlinable
    init(slot: UInt32, generation: UInt32) {
        self.slot = slot
        self.generation = generation
    }

    /// From the word that travels through the kernel with each event.
    @inlinable
    init(kernelWord: UInt64) {
        slot = UInt32(truncatingIfNeeded: kernelWord)
        generation = UInt32(truncatingIfNeeded: kernelWord >> 32)
    }

    /// The word that travels through the kernel with each event.
    @inlinable
    var kernelWord: UInt64 { UInt64(generation) << 32 | UInt64(slot) }
}
