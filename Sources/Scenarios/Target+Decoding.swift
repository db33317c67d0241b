extension Target {
    /// Reads a URL, or an object with a URL and the details of connecting.
    static func decode(_ node: JSONNode) -> Target? {
        if case .string = node.value { return decodeEndpoint(node) }
        guard var reader = ObjectReader(node, .targetObject, expected: "a URL or an object with \"url\"") else {
            return nil
        }
        let endpoint = reader.required("url", .defined("endpoint"), expected: "a URL such as ws://127.0.0.1:9001/echo")
            .flatMap(decodeEndpoint)
        let target = Target(
            endpoint: endpoint?.endpoint ?? .embeddedEcho, endpointText: endpoint?.endpointText,
            headers: reader.member("headers", .defined("headers")).map(decodeHeaders) ?? [],
            subprotocols: reader.member("subprotocols", .defined("subprotocols")).map(decodeSubprotocols) ?? [],
            connectTimeout: reader.duration("connectTimeout", in: Bounds.someDuration) ?? 10_000_000_000,
            noDelay: reader.boolean("noDelay") ?? true,
            delay: reader.duration("delay", in: Bounds.delay) ?? defaultDelay,
            compression: reader.member("compression", .defined("compression")).flatMap(Compression.decode))
        if endpoint?.endpoint == .memoryEcho {
            reader.refuse(["noDelay"], because: "has no effect: there is no TCP with \(Endpoint.memoryEchoText)")
        } else if endpoint != nil {
            reader.refuse(["delay"], because: "only \(Endpoint.memoryEchoText) has a delay of its own")
        }
        reader.finish()
        return target
    }

    /// Reads a URL into a target with nothing else in it.
    private static func decodeEndpoint(_ node: JSONNode) -> Target? {
        guard let text = node.string(expected: "a URL such as ws://127.0.0.1:9001/echo") else { return nil }
        do {
            var hasVariable = false
            let filled = try Template.constant(text) { name in
                hasVariable = true
                return node.context.environment(name)
            }
            do {
                return Target(endpoint: try Endpoint(parsing: filled), endpointText: hasVariable ? text : nil)
            } catch {
                // Offsets in the filled-in text mean nothing in the file's text.
                node.report(filled == text ? error : NotationError(message: error.message))
            }
        } catch {
            node.report(error)
        }
        return nil
    }

    /// Header fields that the opening handshake writes itself (RFC 6455 section 4.1).
    private static let reservedHeaders: Set<String> = [
        "host", "upgrade", "connection", "sec-websocket-key", "sec-websocket-version", "sec-websocket-protocol",
        "sec-websocket-extensions", "sec-websocket-accept",
    ]

    private static func decodeHeaders(_ node: JSONNode) -> [Header] {
        guard case .object(let members) = node.value else {
            node.reportExpected("an object of header names and values")
            return []
        }
        var seen: [String: String] = [:]
        return members.map { member in
            let value = JSONNode(value: member.value, path: node.path.appending(member.key), context: node.context)
            let folded = member.key.lowercased()
            let reportName = { (message: String) in node.context.report(message, at: .key(value.path)) }
            if !isToken(member.key) {
                reportName("\(member.key.quotedForMessage) is not a header name (RFC 9110 section 5.1)")
            } else if reservedHeaders.contains(folded) {
                reportName("the handshake writes \(member.key) itself")
            } else if let other = seen.updateValue(member.key, forKey: folded) {
                reportName("is the same header as \(other.quotedForMessage); case does not matter")
            }
            return Header(name: member.key, value: decodeHeaderValue(value) ?? "")
        }
    }

    /// The value, without showing it in a message: it may come from the environment and be a secret.
    private static func decodeHeaderValue(_ node: JSONNode) -> String? {
        guard let text = node.string() else { return nil }
        do {
            let value = try Template.constant(text, environment: node.context.environment)
            let scalars = value.unicodeScalars
            let isVisible = scalars.allSatisfy { ($0.value >= 0x20 && $0.value != 0x7F) || $0 == "\t" }
            let ends = [scalars.first, scalars.last]
            if isVisible, !ends.contains(" "), !ends.contains("\t") { return value }
            node.report("a header value has no control characters and no spaces around it (RFC 9110 section 5.5)")
        } catch {
            node.report(error)
        }
        return nil
    }

    private static func decodeSubprotocols(_ node: JSONNode) -> [String] {
        var names: [String] = []
        for element in node.elements("subprotocols", canBeEmpty: true) ?? [] {
            guard let name = element.string() else { continue }
            if !isToken(name) {
                element.report("\(name.quotedForMessage) is not a subprotocol name (RFC 6455 section 4.1, item 10)")
            } else if names.contains(name) {
                element.report("\(name.quotedForMessage) is listed twice")
            } else {
                names.append(name)
            }
        }
        return names
    }

    /// Whether `text` is a token (RFC 9110 section 5.6.2), as names of header fields and subprotocols are.
    public static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "!", "#", "$", "%", "&", "'", "*", "+", "-", ".", "^", "_", "`",
                    "|", "~":
                    true
                default: false
                }
            }
    }
}
