import FuzzDriver
import Glibc
import WebSocketProtocol

/// What the validator says of a text cut so; whether it fails within the right piece is checked on the way.
func judge(_ text: [UInt8], _ cuts: [Int], expected: TableOfSequences.Verdict) -> Bool {
    var validator = UTF8Validator()
    var end = 0
    Cuts.forEachPiece(of: text, cuts) { piece in
        end += piece.count
        var isValid = false
        GuardedBuffer.lend(piece, margin: 0) { isValid = validator.consume($0.bytes) }
        if case .invalid(let place) = expected {
            Fuzzer.expect(
                isValid == (place >= end), "byte \(place) cannot stand there; consume gave \(isValid) at \(end)")
            Fuzzer.expect(isValid || !validator.isComplete, "what is invalid is not complete")
        } else {
            Fuzzer.expect(isValid, "valid text was refused before \(end)")
        }
    }
    return validator.isComplete
}

// One byte chooses the cuts, the second how much ASCII stands before the text: the validator is fast there.
exit(
    Fuzzer.run { input in
        var choices = Choices(input)
        let cut = choices.byte()
        let text = [UInt8](repeating: 0x61, count: Int(choices.byte()) % 80) + choices.rest
        let expected = TableOfSequences.judge(text)
        Fuzzer.expect(
            (expected == .complete) == (String(validating: text, as: UTF8.self) != nil), "the oracles do not agree")
        for cuts in Cuts.ways(text.count, choice: cut) {
            Fuzzer.expect(
                judge(text, cuts, expected: expected) == (expected == .complete), "\(expected), cut at \(cuts)")
        }
    })
