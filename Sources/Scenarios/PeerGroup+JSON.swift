extension PeerGroup {
    /// The group as a file says it, with those parts that do not stand at the top level.
    func jsonValue(messages: Bool, closes: Bool, load: Bool, measure: UInt64) -> JSONValue {
        var object = JSONObjectWriter()
        object.add("name", .string(name))
        object.add("count", .integer(Int64(count)))
        object.add("connectRate", perSecond: connectRate?.perSecond)
        object.add("heartbeat", duration: heartbeat)
        object.add("messages", messages ? .array(self.messages.map(\.jsonValue)) : nil)
        object.add("closes", closes ? .array(self.closes.map(\.jsonValue)) : nil)
        if load {
            var own = JSONObjectWriter()
            self.load.write(into: &own, measure: measure)
            object.add("load", own.value)
        }
        return object.value
    }
}

extension Load {
    /// Writes the load's own keys; a single level stage as long as the measure phase is a plain rate.
    func write(into object: inout JSONObjectWriter, measure: UInt64) {
        switch self {
        case .closed(let window, let thinkTime):
            object.add("window", .integer(Int64(window)))
            object.add("thinkTime", duration: thinkTime)
        case .open(let stages, let arrivals):
            if stages.count == 1, stages[0].fromPerSecond == stages[0].toPerSecond, stages[0].duration == measure {
                object.add("rate", perSecond: stages[0].fromPerSecond)
            } else {
                object.add("stages", .array(stages.map(\.jsonValue)))
            }
            object.add("arrivals", .string(arrivals.rawValue))
        }
    }
}

extension RateStage {
    fileprivate var jsonValue: JSONValue {
        var object = JSONObjectWriter()
        if fromPerSecond == toPerSecond {
            object.add("rate", perSecond: fromPerSecond)
        } else {
            object.add("from", perSecond: fromPerSecond)
            object.add("to", perSecond: toPerSecond)
        }
        object.add("for", duration: duration)
        return object.value
    }
}
