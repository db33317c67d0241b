/// Turns the document's root into a scenario; problems go to the context.
struct ScenarioDecoder {
    let context: DecodingContext
    /// The name of a scenario that has none.
    let defaultName: String
    /// What the scenario records as its own source.
    let sourceText: String

    /// Decodes everything that can be decoded; the result means something only if the context found no problem.
    func decode(_ root: JSONValue) -> Scenario? {
        let node = JSONNode(value: root, path: JSONPath(), context: context)
        guard var reader = ObjectReader(node, .scenario) else { return nil }
        _ = reader.string("$schema")
        let name = reader.name("name") ?? defaultName
        let description = reader.string("description")
        let target = reader.required("target", .defined("target"), expected: "a URL such as ws://127.0.0.1:9001/echo")
            .flatMap(Target.decode)
        let limits = reader.member("limits", .defined("limits")).map(decodeLimits) ?? Limits()
        let groups = decodeGroups(&reader, largest: limits.maximumMessageBytes)
        let thresholds = reader.member("thresholds", .defined("thresholds")).map {
            decodeThresholds($0, groups: groups.groups, hasSoundLoads: groups.hasSoundLoads)
        }
        let scenario = Scenario(
            name: name, description: description, target: target ?? Target(endpoint: .embeddedEcho),
            groups: groups.groups, schedule: groups.schedule, thresholds: thresholds ?? [],
            seed: reader.member("seed", .defined("seed")).flatMap(decodeSeed) ?? 1, limits: limits,
            sourceAddresses: reader.member("sources", .defined("sources")).map(decodeSources) ?? [],
            workers: reader.integer("workers", in: 1...Int64(Scenario.maximumWorkers)), sourceText: sourceText)
        if target?.endpoint == .memoryEcho {
            reader.refuse(["sources"], because: "has no effect: there are no addresses with \(Endpoint.memoryEchoText)")
        }
        reader.finish()
        return scenario
    }

    private func decodeLimits(_ node: JSONNode) -> Limits {
        guard var reader = ObjectReader(node, .limits) else { return Limits() }
        let limits = Limits(
            maximumMessageBytes: reader.member("message", .defined("bytes"))?.size(
                in: 1...Bounds.payloadSize.upperBound)
                ?? Limits().maximumMessageBytes,
            maximumErrors: reader.integer("errors", in: Bounds.eventCount))
        reader.finish()
        return limits
    }

    /// Reads a whole number, or hexadecimal digits for those beyond the whole numbers of JSON readers.
    private func decodeSeed(_ node: JSONNode) -> UInt64? {
        if case .string(let text) = node.value {
            if let seed = Quantity.hexadecimal(text) { return seed }
            node.report(Quantity.notASeed(text).message)
            return nil
        }
        return node.integer(in: 0...Int64.max).map { UInt64($0) }
    }

    private func decodeSources(_ node: JSONNode) -> [String] {
        var addresses: [String] = []
        for element in node.elements("IP addresses", canBeEmpty: true) ?? [] {
            guard let address = element.string() else { continue }
            if !IPAddress.isVersion4(address), !IPAddress.isVersion6(address) {
                element.report("\(address.quotedForMessage) is not an IP address")
            } else if addresses.contains(address) {
                element.report("\(address.quotedForMessage) is listed twice")
            } else {
                addresses.append(address)
            }
        }
        return addresses
    }
}
