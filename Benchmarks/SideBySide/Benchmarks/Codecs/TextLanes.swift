import WebSocketProtocol

/// Validators of UTF-8: Muster's and the standard library's. (simdutf is not in Debian 12.)
enum TextLanes {
    static func lanes(for textCase: TextCase) -> [Lane] {
        [
            lane("Muster", textCase) { isValid($0) },
            lane("UTF8Span(validating:)", textCase) { isValidSpan($0) },
            lane("String(validating:)", textCase) { isValidString($0) },
        ]
    }

    private static func lane(
        _ codec: String, _ textCase: TextCase, judge: @escaping (RawSpan) -> Bool
    ) -> Lane {
        let buffers = PassBuffers((0..<textCase.count).flatMap { _ in textCase.text })
        let length = textCase.text.count
        let check = {
            buffers.withBytes { bytes in
                var valid = 0
                for index in 0..<textCase.count {
                    valid += judge(bytes.bytes.extracting(index * length..<(index + 1) * length)) ? 1 : 0
                }
                return valid == textCase.count
            }
        }
        return Lane(
            codec: codec, version: codec == "Muster" ? "" : "Swift \(swiftVersion)",
            isRight: {
                buffers.refill()
                // One byte that cannot end the last text must be found.
                guard check() else { return false }
                buffers.spoilLast()
                defer { buffers.refill() }
                return !check()
            },
            measure: { Lane.sample(units: textCase.count, refill: {}) { precondition(check()) } })
    }

    @inline(never)
    private static func isValid(_ text: RawSpan) -> Bool {
        var validator = UTF8Validator()
        return validator.consume(text) && validator.isComplete
    }

    @inline(never)
    private static func isValidSpan(_ text: RawSpan) -> Bool {
        let span = Span<UInt8>(_bytes: text)
        return (try? UTF8Span(validating: span)) != nil
    }

    /// Copies as well: it is what makes a `String` of a text.
    @inline(never)
    private static func isValidString(_ text: RawSpan) -> Bool {
        unsafe text.withUnsafeBytes { unsafe String(validating: $0, as: UTF8.self) != nil }
    }

    private static var swiftVersion: String {
        #if compiler(>=6.4)
        "6.4 or later"
        #else
        "6.3"
        #endif
    }
}
