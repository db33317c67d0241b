/// A number of peers that behave alike.
public struct PeerGroup: Sendable, Equatable {
    /// The group's name, unique in the scenario and without a slash; `peers` when a single group has none.
    public var name: String
    /// How many peers there are; 1 or more.
    public var count: Int
    /// How fast peers are connected; `nil` is as fast as possible.
    public var connectRate: Rate?
    /// The weighted mix of messages; at least one.
    public var messages: [MessageTemplate]
    /// The weighted mix of ways in which peers close; at least one.
    public var closes: [ClosePattern]
    /// When messages are sent. The rates of an open load are this group's own share, in total over its peers.
    public var load: Load
    /// The interval between heartbeat pings of one peer, in nanoseconds; `nil` sends none.
    public var heartbeat: UInt64?

    /// Builds a group; nothing is checked here.
    public init(
        name: String = "peers", count: Int = 1, connectRate: Rate? = nil, messages: [MessageTemplate],
        closes: [ClosePattern] = [ClosePattern()], load: Load = .closed(window: 1, thinkTime: 0),
        heartbeat: UInt64? = nil
    ) {
        self.name = name
        self.count = count
        self.connectRate = connectRate
        self.messages = messages
        self.closes = closes
        self.load = load
        self.heartbeat = heartbeat
    }
}
