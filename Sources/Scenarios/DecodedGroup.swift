/// A group as the file says it, before it inherits what it does not say.
struct DecodedGroup {
    var node: JSONNode
    var name: String
    var count: Int
    var connectRate: Rate?
    var messages: [MessageTemplate]?
    var closes: [ClosePattern]?
    var load: LoadShape?
    var heartbeat: UInt64?
    /// Whether nothing is wrong with its load.
    var hasSoundLoad = true

    /// Reads one group, or an array of groups.
    static func decodeAll(_ node: JSONNode, largest: Int) -> [DecodedGroup] {
        if case .object = node.value { return decode(node, defaultName: "peers", largest: largest).map { [$0] } ?? [] }
        guard let elements = node.elements("groups of peers") else { return [] }
        var names: Set<String> = []
        var groups: [DecodedGroup] = []
        for (index, element) in elements.enumerated() {
            let defaultName = elements.count == 1 ? "peers" : "peers-\(index + 1)"
            guard let group = decode(element, defaultName: defaultName, largest: largest) else { continue }
            if !names.insert(group.name).inserted {
                element.report("another group is named \(group.name.quotedForMessage) too")
            }
            groups.append(group)
        }
        return groups
    }

    private static func decode(_ node: JSONNode, defaultName: String, largest: Int) -> DecodedGroup? {
        guard var reader = ObjectReader(node, .peerGroup) else { return nil }
        let name = reader.name("name") ?? defaultName
        let count = reader.required("count", .integer(Bounds.peerCount), expected: "a number of peers")?
            .integer(in: Bounds.peerCount)
        let connectRate = reader.member("connectRate", .defined("rate"))?.rate()
        let messages = reader.member("messages", .defined("messages")).map {
            MessageTemplate.decodeMix($0, largest: largest)
        }
        let closes = reader.member("closes", .defined("closes")).map(ClosePattern.decodeMix)
        var load: LoadShape?
        let hasSoundLoad = node.context.findsNothing {
            guard let node = reader.member("load", .defined("groupLoad")),
                var loadReader = ObjectReader(node, .groupLoad)
            else { return }
            load = LoadShape.decode(&loadReader)
            loadReader.refuse(
                ["for", "warmUp", "drain"], because: "belongs to the top-level load; it holds for all groups")
            loadReader.finish(except: ["for", "warmUp", "drain"])
        }
        let heartbeat = reader.duration("heartbeat", in: Bounds.someDuration)
        reader.finish()
        return DecodedGroup(
            node: node, name: name, count: Int(count ?? 1), connectRate: connectRate, messages: messages,
            closes: closes, load: load, heartbeat: heartbeat, hasSoundLoad: hasSoundLoad)
    }
}
