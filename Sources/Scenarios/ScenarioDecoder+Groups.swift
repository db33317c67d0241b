extension ScenarioDecoder {
    /// Reads the groups and lets them inherit the top-level messages, closes and load.
    func decodeGroups(
        _ reader: inout ObjectReader, largest: Int
    ) -> (groups: [PeerGroup], schedule: Schedule, hasSoundLoads: Bool) {
        let messages = reader.member("messages", .defined("messages")).map {
            MessageTemplate.decodeMix($0, largest: largest)
        }
        let closes = reader.member("closes", .defined("closes")).map(ClosePattern.decodeMix)
        var load = TopLevelLoad()
        let hasSoundLoad = context.findsNothing {
            load = reader.member("load", .defined("load")).map(TopLevelLoad.decode) ?? load
        }
        let groups =
            reader.required("peers", .defined("peers"), expected: "{\"count\": 100}")
            .map { DecodedGroup.decodeAll($0, largest: largest) } ?? []
        reportInheritance(reader, groups, load: load)
        if hasSoundLoad { reportLengths(groups, schedule: load.schedule) }

        // A top-level rate is that of all groups together that have no load of their own.
        let sharing = groups.reduce(0) { $0 + ($1.load == nil ? $1.count : 0) }
        let complete = groups.map { group in
            PeerGroup(
                name: group.name, count: group.count, connectRate: group.connectRate,
                messages: group.messages ?? messages ?? [], closes: group.closes ?? closes ?? [ClosePattern()],
                load: group.load?.load(measure: load.schedule.measure, share: 1)
                    ?? load.shape.load(
                        measure: load.schedule.measure,
                        share: sharing == group.count ? 1 : Double(group.count) / Double(sharing)),
                heartbeat: group.heartbeat)
        }
        if hasSoundLoad { reportUnansweredWindows(groups, complete) }
        let count = complete.reduce(0) { $0 + $1.messages.count }
        if count > Bounds.maximumMessages {
            context.report(
                "the groups have \(count) messages together, of at most \(Bounds.maximumMessages); let peers share groups",
                at: .key(JSONPath().appending("peers")))
        }
        return (complete, load.schedule, hasSoundLoad && groups.allSatisfy(\.hasSoundLoad))
    }

    /// Reports groups that wait for replies that no message of theirs expects: such a group would never stop sending.
    private func reportUnansweredWindows(_ groups: [DecodedGroup], _ complete: [PeerGroup]) {
        var reported: Set<JSONPath> = []
        for (group, whole) in zip(groups, complete) {
            guard group.hasSoundLoad, case .closed = whole.load, !whole.messages.isEmpty,
                whole.messages.allSatisfy({ $0.expect == .none })
            else { continue }
            let owner = group.messages == nil ? JSONPath() : group.node.path
            let path = owner.appending("messages")
            guard reported.insert(path).inserted else { continue }
            context.report(
                "a load with a window waits for replies, and no message here expects one; "
                    + "let one expect \"echo\" or \"next\", or give the load a rate", at: .key(path))
        }
    }

    /// Reports what a group lacks and what every group overrides.
    private func reportInheritance(_ reader: ObjectReader, _ groups: [DecodedGroup], load: TopLevelLoad) {
        if !reader.has("messages"), groups.isEmpty || groups.contains(where: { $0.messages == nil }) {
            reader.reportMissing("messages", expected: "an array of messages, here or in each group of peers")
        }
        guard !groups.isEmpty else { return }
        let reason = "has no effect: every group of peers has its own"
        if groups.allSatisfy({ $0.messages != nil }) { reader.refuse(["messages"], because: reason) }
        if groups.allSatisfy({ $0.closes != nil }) { reader.refuse(["closes"], because: reason) }
        if groups.allSatisfy({ $0.load != nil }), let key = load.modelKey {
            context.report(reason + " load", at: .key(key))
        }
    }

    /// Reports groups whose stages are not as long as the measure phase.
    private func reportLengths(_ groups: [DecodedGroup], schedule: Schedule) {
        for group in groups where group.hasSoundLoad {
            guard let duration = group.load?.duration, duration != schedule.measure else { continue }
            let stages = Quantity.text(nanoseconds: duration)
            let measure = Quantity.text(nanoseconds: schedule.measure)
            context.report(
                "the stages last \(stages), but the measure phase lasts \(measure); "
                    + "set \"for\" of the top-level load to \"\(stages)\"",
                at: .key(group.node.path.appending("load").appending("stages")))
        }
    }
}
