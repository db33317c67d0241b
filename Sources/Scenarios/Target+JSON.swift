extension Target {
    /// The target as a file says it; just the URL when the rest is as by default.
    var jsonValue: JSONValue {
        let url = JSONValue.string(Template.escape(endpoint.description))
        guard self != Target(endpoint: endpoint, endpointText: endpointText) else { return url }
        var object = JSONObjectWriter()
        object.add("url", url)
        let headers = headers.map { JSONValue.Member(key: $0.name, value: .string(Template.escape($0.value))) }
        object.add("headers", headers.isEmpty ? nil : .object(headers))
        object.add("subprotocols", subprotocols.isEmpty ? nil : .array(subprotocols.map { .string($0) }))
        object.add("connectTimeout", duration: connectTimeout)
        if endpoint == .memoryEcho {
            object.add("delay", duration: delay)
        } else {
            object.add("noDelay", .boolean(noDelay))
        }
        object.add("compression", compression?.jsonValue)
        return object.value
    }
}
