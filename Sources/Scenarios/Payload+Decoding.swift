extension Payload {
    /// The size in bytes that the payload has whatever is drawn, except that a random size counts as its largest.
    var minimumSize: Int {
        switch self {
        case .fixed(let bytes): bytes.count
        case .random(let sizes): sizes.maximum
        case .template(let template):
            template.segments.reduce(0) { size, segment in
                switch segment {
                case .literal(let bytes): size + bytes.count
                case .peerIndex, .sequence, .randomInt: size + 1
                case .randomString(let length), .randomHex(let length): size + length
                case .uuid: size + 36
                }
            }
        }
    }

    /// Reads a text with or without variables, or `{"random": size}`.
    static func decodeText(_ node: JSONNode) -> Payload? {
        if case .string(let text) = node.value {
            do {
                let template = try Template(compiling: text, environment: node.context.environment)
                return template.fixedBytes.map { .fixed($0) } ?? .template(template)
            } catch {
                node.report(error)
                return nil
            }
        }
        guard var reader = ObjectReader(node, .randomText, expected: "a text or {\"random\": \"1KiB\"}") else {
            return nil
        }
        let size = reader.required("random", .defined("size"), expected: "a size such as \"1KiB\"")
        reader.finish()
        return size.flatMap(SizeDistribution.decode).map { .random($0) }
    }

    /// Reads exactly one of `{"base64": …}`, `{"hex": …}` and `{"random": size}`.
    static func decodeBinary(_ node: JSONNode) -> Payload? {
        let expected = "{\"base64\": …}, {\"hex\": …} or {\"random\": …}"
        guard var reader = ObjectReader(node, .binaryPayload, expected: expected) else { return nil }
        let base64 = reader.member("base64", .defined("base64"))
        let hex = reader.member("hex", .defined("hex"))
        let random = reader.member("random", .defined("size"))
        reader.finish()
        let present = [base64, hex, random].compactMap { $0 }
        guard present.count == 1 else {
            let found = present.isEmpty ? "none" : "\(present.count)"
            node.report("expected exactly one of \"base64\", \"hex\" and \"random\", found \(found)")
            return nil
        }
        if let random { return SizeDistribution.decode(random).map { .random($0) } }
        if let hex { return hex.notation("hexadecimal digits", read: BinaryText.bytes(hex:)).map { .fixed($0) } }
        return base64?.notation("base64", read: BinaryText.bytes(base64:)).map { .fixed($0) }
    }
}
