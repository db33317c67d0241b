import FuzzDriver
import Glibc
import WebSocketProtocol

// Two bytes choose what the rest is, the limits and the cuts.
exit(
    Fuzzer.run { input in
        var choices = Choices(input)
        let flags = choices.byte()
        let cut = choices.byte()
        let limits =
            flags & 4 == 0
            ? HandshakeLimits()
            : HandshakeLimits(maximumHeaderBytes: 40 * Int(flags >> 3 & 7), maximumHeaderCount: Int(flags >> 6))
        switch flags & 3 {
        case 0: checkRequest(Array(choices.rest), limits: limits, cut: cut)
        case 1: checkAnswer(Array(choices.rest), limits: limits, cut: cut)
        case 2: checkWriting(&choices, cut: cut)
        default: checkURL(String(decoding: choices.rest, as: UTF8.self))
        }
    })
