extension Scenario {
    /// The scenario as a canonical file that decodes to an equal value.
    ///
    /// What comes from `${env.NAME}` stands in it as it was filled in; `sourceText` and `Target.endpointText` keep the
    /// variable instead. Of header fields with the same name, and of values that no file can say, an equal value is not
    /// promised.
    public var json: String { jsonValue.text }

    var jsonValue: JSONValue {
        var root = JSONObjectWriter()
        root.add("name", .string(name))
        root.add("description", description.map { .string($0) })
        root.add("target", target.jsonValue)
        let messages = shared(\.messages)
        let closes = shared(\.closes)
        let written = groups.map { group in
            group.jsonValue(
                messages: messages == nil, closes: closes == nil, load: groups.count > 1, measure: schedule.measure)
        }
        root.add("peers", written.count == 1 ? written.first : .array(written))
        root.add("messages", messages.map { .array($0.map(\.jsonValue)) })
        root.add("closes", closes.map { .array($0.map(\.jsonValue)) })

        var load = JSONObjectWriter()
        if groups.count == 1 { groups.first?.load.write(into: &load, measure: schedule.measure) }
        load.add("for", duration: schedule.measure)
        load.add("warmUp", duration: schedule.warmUp)
        load.add("drain", duration: schedule.drain)
        root.add("load", load.value)

        root.add("thresholds", thresholds.isEmpty ? nil : .array(thresholds.map { .string($0.text) }))
        root.add("seed", Self.json(seed: seed))
        var limits = JSONObjectWriter()
        limits.add("message", .string(Quantity.text(bytes: self.limits.maximumMessageBytes)))
        limits.add("errors", self.limits.maximumErrors.map { .integer(Int64($0)) })
        root.add("limits", limits.value)
        root.add("sources", sourceAddresses.isEmpty ? nil : .array(sourceAddresses.map { .string($0) }))
        root.add("workers", workers.map { .integer(Int64($0)) })
        return root.value
    }

    /// What all groups have alike, so that it can stand at the top level.
    private func shared<Value: Equatable>(_ property: (PeerGroup) -> Value) -> Value? {
        guard let first = groups.first.map(property) else { return nil }
        return groups.allSatisfy { property($0) == first } ? first : nil
    }
}
