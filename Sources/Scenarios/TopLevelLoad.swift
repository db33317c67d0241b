/// The top-level load of a file: the phases' lengths, and the load of those groups that have none of their own.
struct TopLevelLoad {
    var shape = LoadShape.byDefault
    var schedule = Schedule()
    /// The key that says the load's model, if one does.
    var modelKey: JSONPath?

    /// Reads the object; everything in it has a default.
    static func decode(_ node: JSONNode) -> TopLevelLoad {
        guard var reader = ObjectReader(node, .load) else { return TopLevelLoad() }
        var result = TopLevelLoad()
        let measure = reader.duration("for", in: Bounds.someDuration)
        result.schedule.warmUp = reader.duration("warmUp", in: Bounds.anyDuration) ?? result.schedule.warmUp
        result.schedule.drain = reader.duration("drain", in: Bounds.anyDuration) ?? result.schedule.drain
        let isSound = node.context.findsNothing { result.shape = LoadShape.decode(&reader) }
        result.modelKey = ["window", "rate", "stages", "thinkTime"].first(where: reader.has).map(node.path.appending)
        if isSound, let total = result.shape.duration {
            if let measure, measure != total {
                reader.report(
                    "the stages last \(Quantity.text(nanoseconds: total)), not \(Quantity.text(nanoseconds: measure)); "
                        + "leave \"for\" out or make them agree",
                    atKey: "for")
            }
            result.schedule.measure = total
        } else {
            result.schedule.measure = measure ?? result.schedule.measure
        }
        reader.finish()
        return result
    }
}
