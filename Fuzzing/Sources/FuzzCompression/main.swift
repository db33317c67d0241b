import FuzzDriver
import Glibc
import WebSocketCompression
import WebSocketProtocol

/// Any payload: every split inflates to the same, within the limits of size and memory.
func checkPayload(_ choices: inout Choices, windowBits: Int, takesOver: Bool, cut: UInt8) {
    let limit = choices.of([1 << 20, 0, 1, 100, 5000])
    let room = choices.of([4096, 1, 7, 64])
    let kind: MessageKind = choices.byte() & 1 == 0 ? .binary : .text
    let payload = Array(choices.rest)
    let results = Cuts.ways(payload.count, choice: cut).map { cuts in
        let memory = CompressionMemory()
        let inflater = Inflater(windowBits: windowBits, memory: memory)
        let result = inflate(
            payload, cuts, with: inflater, kind: kind, limit: limit, room: room, takesOverContext: takesOver)
        let bound = CompressionMemory.inflateBytes(windowBits: windowBits)
        Fuzzer.expect(memory.byteCount <= bound, "\(memory.byteCount) bytes are held, stated are \(bound)")
        return result
    }
    for result in results { Fuzzer.expect(result == results[0], "whole: \(results[0]), in pieces: \(result)") }
    if case .message(let bytes) = results[0], kind == .text {
        Fuzzer.expect(String(validating: bytes, as: UTF8.self) != nil, "text that is not UTF-8 was let through")
    }
}

/// Some messages through one pair of contexts come out as they went in.
func checkMessages(_ choices: inout Choices, windowBits: Int, takesOver: Bool, cut: UInt8) {
    let settings = Deflater.Settings(
        level: Int(choices.byte() % 9) + 1, memoryLevel: Int(choices.byte() % 9) + 1, windowBits: windowBits,
        takesOverContext: takesOver)
    let room = choices.of([4096, 64, 65, 100])
    let memory = CompressionMemory()
    let deflater = Deflater(settings, memory: memory)
    let bound = CompressionMemory.deflateBytes(windowBits: settings.windowBits, memoryLevel: settings.memoryLevel)
    Fuzzer.expect(memory.byteCount <= bound, "\(memory.byteCount) bytes are held, stated are \(bound)")
    let inflater = Inflater(windowBits: settings.windowBits, memory: CompressionMemory())
    for _ in 0..<3 {
        let repeats = choices.of([1, 2, 50])
        let part = choices.bytes(choices.number() % 2000)
        let message = Array(repeatElement(part, count: repeats).joined())
        let payload = deflate(message, with: deflater, room: room)
        for cuts in Cuts.ways(payload.count, choice: cut).suffix(takesOver ? 1 : 3) {
            let again = inflate(
                payload, cuts, with: inflater, kind: .binary, limit: message.count, room: room,
                takesOverContext: takesOver)
            Fuzzer.expect(again == .message(message), "\(message) came back as \(again)")
        }
    }
}

// Two bytes choose the window, the contexts and the cuts.
exit(
    Fuzzer.run { input in
        var choices = Choices(input)
        let flags = choices.byte()
        let windowBits = 8 + Int(flags >> 2 & 7)
        let takesOver = flags & 2 != 0
        let cut = choices.byte()
        if flags & 1 == 0 {
            checkPayload(&choices, windowBits: windowBits, takesOver: takesOver, cut: cut)
        } else {
            checkMessages(&choices, windowBits: windowBits, takesOver: takesOver, cut: cut)
        }
    })
