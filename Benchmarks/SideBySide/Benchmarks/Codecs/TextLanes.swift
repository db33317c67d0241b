/// Validators of UTF-8: Muster's and the standard library's. (simdutf is not in Debian 12.)
enum TextLanes {
    static func lanes(for textCase: TextCase) -> [Lane] {
        [lane(MusterJudge.self, textCase), lane(SpanJudge.self, textCase), lane(StringJudge.self, textCase)]
    }

    private static func lane<Judge: TextJudge>(_ judge: Judge.Type, _ textCase: TextCase) -> Lane {
        let buffers = PassBuffers((0..<textCase.count).flatMap { _ in textCase.text })
        return Lane(
            codec: Judge.name, version: Judge.self == MusterJudge.self ? "" : "of Swift \(swiftVersion)",
            isRight: {
                // A byte that no text may hold must be found in the last one.
                let isValid = check(judge, textCase, buffers)
                buffers.spoilLast()
                defer { buffers.refill() }
                return isValid && !check(judge, textCase, buffers)
            },
            measure: {
                Lane.sample(units: textCase.count, refill: {}) { precondition(check(judge, textCase, buffers)) }
            })
    }

    @inline(never)
    private static func check<Judge: TextJudge>(
        _ judge: Judge.Type, _ textCase: TextCase, _ buffers: PassBuffers
    ) -> Bool {
        let length = textCase.text.count
        return buffers.withBytes { bytes in
            var valid = 0
            var start = 0
            for _ in 0..<textCase.count {
                valid &+= Judge.isValid(bytes.bytes.extracting(start..<start &+ length)) ? 1 : 0
                start &+= length
            }
            return valid == textCase.count
        }
    }

    private static var swiftVersion: String {
        #if compiler(>=6.4)
        "6.4 or later"
        #else
        "6.3"
        #endif
    }
}
