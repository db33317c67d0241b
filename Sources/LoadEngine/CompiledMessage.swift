import Scenarios
import WebSocketProtocol

/// A message of a mix, made ready: plain numbers only, so that using it counts no references.
struct CompiledMessage {
    /// Where the payload comes from; offsets are into the catalog's pool.
    enum Source {
        case fixed(offset: Int, count: Int)
        case random(poolOffset: Int, poolSlack: Int, minimum: Int, maximum: Int)
        case template(firstSegment: Int, segmentCount: Int)
    }

    var kind: MessageKind
    var expectation: Expectation
    /// Nanoseconds that a reply may take.
    var timeout: UInt64
    var source: Source
    /// The sum of the weights of this and the messages before it in the mix.
    var weightUpTo: UInt64
}
