extension Compression {
    /// zlib's levels.
    private static let levels: ClosedRange<Int64> = 1...9
    /// The windows of RFC 7692 section 7.1.2, in bits.
    private static let windows: ClosedRange<Int64> = 8...15

    /// Reads `true`, `false` or an object; nil for no compression.
    static func decode(_ node: JSONNode) -> Compression? {
        if case .boolean(let isOn) = node.value { return isOn ? Compression() : nil }
        let expected = "true, false or an object such as {\"level\": 1}"
        guard var reader = ObjectReader(node, .compressionObject, expected: expected) else { return nil }
        let standard = Compression()
        let compression = Compression(
            level: reader.integer("level", in: levels) ?? standard.level,
            memoryLevel: reader.integer("memoryLevel", in: levels) ?? standard.memoryLevel,
            minimumSize: reader.member("minimumSize", .defined("bytes"))?.size(in: Bounds.payloadSize)
                ?? standard.minimumSize,
            serverNoContextTakeover: reader.boolean("serverNoContextTakeover") ?? false,
            clientNoContextTakeover: reader.boolean("clientNoContextTakeover") ?? false,
            serverMaxWindowBits: reader.integer("serverMaxWindowBits", in: windows),
            clientMaxWindowBits: reader.integer("clientMaxWindowBits", in: windows),
            isRequired: reader.boolean("required") ?? false)
        reader.finish()
        return compression
    }

    /// The value as a file says it.
    var jsonValue: JSONValue {
        let standard = Compression()
        guard self != standard else { return .boolean(true) }
        var object = JSONObjectWriter()
        object.add("level", .integer(Int64(level)))
        object.add("memoryLevel", memoryLevel == standard.memoryLevel ? nil : .integer(Int64(memoryLevel)))
        object.add("minimumSize", .string(Quantity.text(bytes: minimumSize)))
        object.add("serverNoContextTakeover", serverNoContextTakeover ? .boolean(true) : nil)
        object.add("clientNoContextTakeover", clientNoContextTakeover ? .boolean(true) : nil)
        object.add("serverMaxWindowBits", serverMaxWindowBits.map { .integer(Int64($0)) })
        object.add("clientMaxWindowBits", clientMaxWindowBits.map { .integer(Int64($0)) })
        object.add("required", isRequired ? .boolean(true) : nil)
        return object.value
    }
}
