/// A load as the file says it: rates are as written, and a constant rate has no length yet.
enum LoadShape: Equatable {
    case closed(window: Int, thinkTime: UInt64)
    case constant(perSecond: Double, arrivals: Arrivals)
    case stages([RateStage], arrivals: Arrivals)

    static let byDefault = LoadShape.closed(window: 1, thinkTime: 0)

    /// The sum of the stages, in nanoseconds; `nil` when the load is as long as the measure phase.
    var duration: UInt64? {
        guard case .stages(let stages, _) = self else { return nil }
        return stages.reduce(0) { $0 + $1.duration }
    }

    /// The load of a group that has `share` of it, a fraction.
    func load(measure: UInt64, share: Double) -> Load {
        switch self {
        case .closed(let window, let thinkTime): .closed(window: window, thinkTime: thinkTime)
        case .constant(let rate, let arrivals):
            .open(
                stages: [RateStage(fromPerSecond: rate * share, toPerSecond: rate * share, duration: measure)],
                arrivals: arrivals)
        case .stages(let stages, let arrivals):
            .open(
                stages: stages.map { stage in
                    RateStage(
                        fromPerSecond: stage.fromPerSecond * share, toPerSecond: stage.toPerSecond * share,
                        duration: stage.duration)
                },
                arrivals: arrivals)
        }
    }

    /// Reads the keys that a top-level load and a group's load have in common.
    static func decode(_ reader: inout ObjectReader) -> LoadShape {
        let window = reader.integer("window", in: Bounds.window)
        let thinkTime = reader.duration("thinkTime", in: Bounds.anyDuration)
        let rate = reader.member("rate", .defined("rate"))?.rate()
        let stages = reader.member("stages", .defined("stages")).flatMap(decodeStages)
        let arrivals = reader.choice("arrivals", Arrivals.self)

        let models = ["window", "rate", "stages"].filter(reader.has)
        for model in models.dropFirst() {
            reader.report(
                "a load has exactly one of window, rate and stages; this one has \"\(models[0])\" too", atKey: model)
        }
        if models.first == "rate" || models.first == "stages" {
            reader.refuse(["thinkTime"], because: "only a load with a window has a think time")
        } else {
            reader.refuse(["arrivals"], because: "only a load with a rate or stages has arrivals")
        }
        switch models.first {
        case "rate": return .constant(perSecond: rate?.perSecond ?? 1, arrivals: arrivals ?? .even)
        case "stages": return .stages(stages ?? [], arrivals: arrivals ?? .even)
        default: return .closed(window: window ?? 1, thinkTime: thinkTime ?? 0)
        }
    }

    private static func decodeStages(_ node: JSONNode) -> [RateStage]? {
        guard let elements = node.elements("stages") else { return nil }
        var stages: [RateStage] = []
        var previous: Double?
        let isSound = node.context.findsNothing {
            for element in elements {
                guard let stage = decodeStage(element, previous: previous) else {
                    // The end of a broken stage is unknown; any number keeps the next one from being reported too.
                    previous = previous ?? 1
                    continue
                }
                previous = stage.toPerSecond
                stages.append(stage)
            }
        }
        if isSound, stages.allSatisfy({ $0.fromPerSecond == 0 && $0.toPerSecond == 0 }) {
            node.report("no stage sends anything")
        }
        return stages
    }

    /// Reads `{"rate": …, "for": …}` or `{"from": …, "to": …, "for": …}`.
    private static func decodeStage(_ node: JSONNode, previous: Double?) -> RateStage? {
        guard var reader = ObjectReader(node, .stage) else { return nil }
        let constant = reader.member("rate", .defined("rate"))?.rate(allowsZero: true)?.perSecond
        let from = reader.member("from", .defined("rate"))?.rate(allowsZero: true)?.perSecond
        let to = reader.member("to", .defined("rate"))?.rate(allowsZero: true)?.perSecond
        let duration = reader.required("for", .defined("duration"), expected: "a duration such as \"10s\"")?
            .duration(in: Bounds.someDuration)
        reader.finish()
        if reader.has("rate") {
            reader.refuse(["from", "to"], because: "a stage has either \"rate\", or \"from\" and \"to\"")
        } else if !reader.has("to") {
            reader.reportMissing("rate", expected: "\"rate\", or \"from\" and \"to\", in a stage")
        } else if !reader.has("from"), previous == nil {
            reader.reportMissing("from", expected: "a rate; only later stages continue from the one before")
        }
        guard let start = constant ?? from ?? previous, let end = constant ?? to, let duration else { return nil }
        return RateStage(fromPerSecond: start, toPerSecond: end, duration: duration)
    }
}
