extension ClosePattern {
    /// How a pattern's `how` is written.
    enum Style: String, CaseIterable {
        case clean, reset, fin, never
    }

    /// Codes that a close frame may carry (RFC 6455 section 7.4, and the IANA registry for 1012...1014).
    private static let codes: [ClosedRange<Int64>] = [1000...1003, 1007...1014, 3000...4999]
    /// The room that a close frame has for a reason, in bytes (RFC 6455 section 5.5.1).
    private static let reasonLength = 123

    /// Reads a mix of close patterns.
    static func decodeMix(_ node: JSONNode) -> [ClosePattern] {
        (node.elements("close patterns") ?? []).compactMap(decode)
    }

    private static func decode(_ node: JSONNode) -> ClosePattern? {
        guard var reader = ObjectReader(node, .closePattern) else { return nil }
        let weight = reader.integer("weight", in: Bounds.weight) ?? 1
        let style = reader.choice("how", Style.self) ?? .clean
        let code = reader.member("code", .defined("closeCode")).flatMap(decodeCode)
        let reason = reader.member("reason", .defined("closeReason")).flatMap(decodeReason)
        let after = reader.member("after", .defined("closeAfter")).flatMap(decodeAfter)
        reader.finish()
        if style != .clean {
            reader.refuse(
                ["code", "reason"], because: "only a clean close sends a code and a reason, not \"\(style.rawValue)\"")
        }
        if style == .never {
            reader.refuse(["after"], because: "a peer that never closes does not close after anything")
        }
        let how: How =
            switch style {
            case .clean: .clean(code: code ?? 1000, reason: reason ?? "")
            case .reset: .reset
            case .fin: .finWithoutClose
            case .never: .never
            }
        return ClosePattern(weight: weight, how: how, after: after ?? .endOfRun)
    }

    private static func decodeCode(_ node: JSONNode) -> UInt16? {
        guard let code = node.integer(in: 1000...4999) else { return nil }
        guard codes.contains(where: { $0.contains(code) }) else {
            node.report(
                "a close frame cannot carry \(code); expected 1000-1003, 1007-1014 or 3000-4999 (RFC 6455 section 7.4)")
            return nil
        }
        return UInt16(code)
    }

    private static func decodeReason(_ node: JSONNode) -> String? {
        guard let reason = node.string() else { return nil }
        guard reason.utf8.count <= reasonLength else {
            node.report("a close reason has at most \(reasonLength) bytes of UTF-8, found \(reason.utf8.count)")
            return nil
        }
        return reason
    }

    private static func decodeAfter(_ node: JSONNode) -> After? {
        if case .string = node.value { return node.duration(in: Bounds.anyDuration).map { .time($0) } }
        let expected = "a duration such as \"10s\", or {\"messages\": 100}"
        guard var reader = ObjectReader(node, .messageCount, expected: expected) else { return nil }
        let messages = reader.required("messages", .integer(Bounds.sentCount), expected: "a number of messages")
        reader.finish()
        return messages?.integer(in: Bounds.sentCount).map { .messages(Int($0)) }
    }
}
