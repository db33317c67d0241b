import Foundation

/// Python libraries whose hot parts are C: websockets and picows, each in a process of its own that stays for all
/// rounds of a case. The process measures itself, by the same rules as `Lane.sample`.
enum PythonLanes {
    /// There are none without MUSTER_PYTHON, the interpreter that has them.
    static func lanes(for codecCase: CodecCase) throws -> [Lane] {
        guard let python = ProcessInfo.processInfo.environment["MUSTER_PYTHON"] else { return [] }
        return try ["picows", "websockets"].map { try lane($0, codecCase, python: python) }
    }

    private static func lane(_ codec: String, _ codecCase: CodecCase, python: String) throws -> Lane {
        let worker = try PythonWorker(python: python)
        let encodes = codecCase.half == .encode
        let loaded = try worker.ask(
            PythonRequest(
                verb: "load", codec: codec, encodes: encodes, masked: codecCase.isMasked, text: codecCase.isText,
                frames: codecCase.frameCount),
            sending: encodes ? codecCase.payload : codecCase.wire(keys: MaskingKeys.all))
        return Lane(
            codec: codec, version: loaded.answer.version ?? "?",
            isRight: {
                guard let bytes = try? worker.ask(PythonRequest(verb: "check")).bytes else { return false }
                return encodes
                    ? codecCase.isWire(bytes)
                    : bytes == (0..<codecCase.frameCount).flatMap { _ in codecCase.payload }
            },
            measure: {
                let asked = try? worker.ask(
                    PythonRequest(verb: "measure", nanoseconds: Lane.nanosecondsPerStretch, stretches: Lane.stretches))
                return Sample(nanoseconds: asked?.answer.nanoseconds ?? .nan, allocations: nil)
            })
    }
}
