import FuzzDriver
import Glibc
import WebSocketCompression

/// Two bytes of an input: what an end wants of either direction.
func options(_ choices: inout Choices) -> CompressionOptions {
    let flags = choices.byte()
    let windows = choices.byte()
    return CompressionOptions(
        serverNoContextTakeover: flags & 4 != 0, clientNoContextTakeover: flags & 8 != 0,
        serverMaxWindowBits: flags & 16 != 0 ? 8 + Int(windows & 7) : nil,
        clientMaxWindowBits: flags & 32 != 0 ? 8 + Int(windows >> 3 & 7) : nil)
}

exit(
    Fuzzer.run { input in
        var choices = Choices(input)
        let first = options(&choices)
        switch (input.first ?? 0) & 3 {
        case 0: checkOffers(Array(choices.rest), first)
        case 1: checkAnswer(Array(choices.rest), first)
        default: checkBoth(first, options(&choices))
        }
    })
