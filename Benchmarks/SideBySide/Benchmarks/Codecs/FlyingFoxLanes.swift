/// FlyingFox, the only way that its API allows: frames reach a `WSHandler` of its `HTTPServer` over a Unix socket, so
/// that the kernel and the switches between tasks are part of its times. Frames that it writes cannot be had at all
/// without a system call for each. It checks no UTF-8 of frames, so it has no text rows.
enum FlyingFoxLanes {
    static func lanes(for codecCase: CodecCase) throws -> [Lane] {
        guard codecCase.half == .decode, !codecCase.isText else { return [] }
        let connection = try FlyingFoxConnection()
        let wire = codecCase.wire(keys: MaskingKeys.all)
        let count = codecCase.frameCount
        let expected = codecCase.payload.count * count
        return [
            Lane(
                // As Package.swift pins it.
                codec: "FlyingFox, over a socket", version: "0.27.1",
                isRight: {
                    connection.receive(wire, payloadBytes: expected, keeping: true)
                        == (0..<count).flatMap { _ in codecCase.payload }
                },
                measure: {
                    let sample = Lane.sample(units: count, isAlone: false, refill: {}) {
                        _ = connection.receive(wire, payloadBytes: expected, keeping: false)
                    }
                    // Its tasks allocate in threads of their own.
                    return Sample(nanoseconds: sample.nanoseconds, allocations: nil)
                })
        ]
    }
}
