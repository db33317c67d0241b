import Foundation

/// wslay, Debian's library, by both of its APIs. The frame API leaves UTF-8 to its user, so it has no text rows.
enum WslayLanes {
    static func lanes(for codecCase: CodecCase) -> [Lane] {
        (codecCase.isText ? [true] : [false, true]).map { lane(codecCase, isEvent: $0) }
    }

    /// Debian's; what the header says is that of a development version.
    private static var version: String { ProcessInfo.processInfo.environment["MUSTER_WSLAY_VERSION"] ?? "?" }

    private static func lane(_ codecCase: CodecCase, isEvent: Bool) -> Lane {
        let connection = WslayConnection(codecCase, isEvent: isEvent)
        let count = codecCase.frameCount
        let isDecoding = codecCase.half == .decode
        return Lane(
            codec: "wslay, \(isEvent ? "event" : "frame") API", version: version,
            isRight: {
                isDecoding
                    ? connection.payloads() == (0..<count).flatMap { _ in codecCase.payload }
                    : codecCase.isWire(connection.frames())
            },
            measure: {
                Lane.sample(units: count, refill: {}) {
                    if isDecoding { connection.decode() } else { connection.encode() }
                }
            })
    }
}
