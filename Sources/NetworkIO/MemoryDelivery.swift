/// Something on its way from one end of a link to the other.
struct MemoryDelivery {
    /// What it is, as TCP would have it.
    enum Content {
        /// The request for a connection (SYN).
        case request
        /// Its acceptance (SYN and ACK).
        case acceptance
        /// So many bytes, which lie in the stream already.
        case bytes(Int)
        /// The end of the stream (FIN).
        case end
        /// The end of everything (RST).
        case reset
    }

    /// When it arrives, in nanoseconds.
    var due: UInt64
    /// The number of the end that it arrives at.
    var end: Int
    var content: Content
}
