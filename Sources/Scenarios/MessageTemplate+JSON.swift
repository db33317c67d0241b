extension MessageTemplate {
    /// The message as a file says it.
    var jsonValue: JSONValue {
        var object = JSONObjectWriter()
        object.add("name", .string(name))
        object.add("weight", .integer(Int64(weight)))
        object.add(kind.rawValue, payloadValue)
        object.add("expect", .string(expect.rawValue))
        object.add("timeout", duration: timeout)
        return object.value
    }

    private var payloadValue: JSONValue {
        var object = JSONObjectWriter()
        switch (payload, kind) {
        case (.template(let template), _): return .string(template.text)
        case (.fixed(let bytes), .text): return .string(Template.escape(String(decoding: bytes, as: UTF8.self)))
        case (.fixed(let bytes), .binary): object.add("base64", .string(BinaryText.base64(bytes)))
        case (.random(.constant(let size)), _): object.add("random", .string(Quantity.text(bytes: size)))
        case (.random(.uniform(let range)), _):
            var uniform = JSONObjectWriter()
            let bounds = [range.lowerBound, range.upperBound].map { JSONValue.string(Quantity.text(bytes: $0)) }
            uniform.add("uniform", .array(bounds))
            object.add("random", uniform.value)
        }
        return object.value
    }
}
