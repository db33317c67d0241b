extension FrameDecoder {
    /// Ends the stream from outside, as a violation does: what follows is discarded.
    ///
    /// For who finds fault with what a message holds, as an inflater does.
    public mutating func discardRest() { phase = .finished }
}
