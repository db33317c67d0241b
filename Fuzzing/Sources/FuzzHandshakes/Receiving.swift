import FuzzDriver
import WebSocketProtocol

/// What both halves of the handshake have in common for who feeds them.
protocol Receiver {
    associatedtype Progress: Equatable
    static var needsMore: Progress { get }
    mutating func receive(_ bytes: RawSpan, consumed: inout Int) -> Progress
}

extension ClientHandshake: Receiver {
    static var needsMore: Progress { .needsMore }
}

extension ServerHandshake: Receiver {
    static var needsMore: Progress { .needsMore }
}

/// Feeds a head in every way; all must end alike, within the limits, and stay so.
func receive<Half: Receiver>(_ half: Half, _ head: [UInt8], limits: HandshakeLimits, cut: UInt8) -> Half.Progress {
    let ends = Cuts.ways(head.count, choice: cut).map { cuts in
        var half = half
        var progress = Half.needsMore
        var total = 0
        Cuts.forEachPiece(of: head, cuts) { piece in
            GuardedBuffer.lend(piece, margin: 0) { span in
                let before = progress
                var consumed = -1
                progress = half.receive(span.bytes, consumed: &consumed)
                Fuzzer.expect(consumed >= 0 && consumed <= piece.count, "\(consumed) of \(piece.count) bytes consumed")
                if before != Half.needsMore {
                    Fuzzer.expect(consumed == 0 && progress == before, "\(before) became \(progress)")
                } else if progress == Half.needsMore {
                    Fuzzer.expect(consumed == piece.count, "waits for more, but left \(piece.count - consumed) bytes")
                }
                total += consumed
            }
        }
        Fuzzer.expect(total <= limits.maximumHeaderBytes, "\(total) bytes were taken; \(limits)")
        return (progress, total)
    }
    for end in ends { Fuzzer.expect(end == ends[0], "whole: \(ends[0]), in pieces: \(end)") }
    return ends[0].0
}
