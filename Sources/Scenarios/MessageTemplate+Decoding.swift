extension MessageTemplate {
    /// Reads a mix of messages; those that are wrong stay in it, so that their names are known.
    static func decodeMix(_ node: JSONNode, largest: Int) -> [MessageTemplate] {
        var names: Set<String> = []
        var mix: [MessageTemplate] = []
        for (index, element) in (node.elements("messages") ?? []).enumerated() {
            guard let message = decode(element, position: index + 1, largest: largest) else { continue }
            if !names.insert(message.name).inserted {
                element.report("another message of this mix is named \(message.name.quotedForMessage) too")
            }
            mix.append(message)
        }
        return mix
    }

    private static func decode(_ node: JSONNode, position: Int, largest: Int) -> MessageTemplate? {
        guard var reader = ObjectReader(node, .message) else { return nil }
        let text = reader.member("text", .defined("textPayload"))
        let binary = reader.member("binary", .defined("binaryPayload"))
        let payload: Payload?
        switch (text, binary) {
        case (let text?, nil): payload = Payload.decodeText(text)
        case (nil, let binary?): payload = Payload.decodeBinary(binary)
        case (_?, _?):
            reader.report("a message is either \"text\" or \"binary\", not both", atKey: "binary")
            payload = nil
        case (nil, nil):
            node.report("expected either \"text\" or \"binary\" in a message, found neither")
            payload = nil
        }
        if let payload, payload.minimumSize > largest {
            let size = Quantity.text(bytes: payload.minimumSize)
            (text ?? binary)?.report("\(size) is more than limits.message, which is \(Quantity.text(bytes: largest))")
        }
        let kind: PayloadKind = text == nil ? .binary : .text
        let message = MessageTemplate(
            name: reader.name("name") ?? "\(kind.rawValue)-\(position)",
            weight: reader.integer("weight", in: Bounds.weight) ?? 1,
            kind: kind, payload: payload ?? .fixed([]),
            expect: reader.choice("expect", Expectation.self) ?? .echo,
            timeout: reader.duration("timeout", in: Bounds.someDuration) ?? 10_000_000_000)
        reader.finish()
        return message
    }
}
