import Results

extension ResultDocument.CodecDocument {
    init(_ profile: CodecProfile) {
        var perMessage: PerMessage?
        if let nanoseconds = profile.nanosecondsPerMessage, let bytes = profile.bytesPerMessage {
            perMessage = PerMessage(
                nanoseconds: nanoseconds, bytes: bytes, allocations: profile.allocationsPerMessage)
        }
        self.init(
            messages: profile.messages, wireBytes: profile.wireBytes, nanoseconds: profile.cost.nanoseconds,
            allocations: profile.cost.allocations, perMessage: perMessage)
    }

    /// The profile that the document was made of.
    var profile: CodecProfile {
        CodecProfile(
            messages: messages, wireBytes: wireBytes,
            cost: CodecCost(nanoseconds: nanoseconds, allocations: allocations))
    }
}
