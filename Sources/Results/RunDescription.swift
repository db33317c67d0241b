/// What was run, where and when: everything about a run that is known before it starts.
public struct RunDescription: Sendable, Equatable {
    /// Version of the tool.
    public var toolVersion: String
    /// Start of the run, in milliseconds since 1970-01-01 UTC.
    public var startedAt: UInt64
    /// The scenario's name.
    public var scenarioName: String
    /// The scenario as it was run, in JSON.
    public var scenarioText: String
    /// The seed that was used.
    public var seed: UInt64
    /// The target as users write it, such as `ws://127.0.0.1:9001/echo`; a `${env.NAME}` is not filled in.
    public var target: String
    /// Number of peers of all groups.
    public var peers: Int
    /// The load in a few words, such as `20k/s` or `window 16`.
    public var load: String
    /// True if the server under test ran in this process.
    public var isServerEmbedded: Bool
    /// True if the run's time was virtual: then latencies follow from the scenario and measure nothing.
    public var isTimeVirtual: Bool
    /// The machine.
    public var environment: Environment

    /// A description from its parts.
    public init(
        toolVersion: String, startedAt: UInt64, scenarioName: String, scenarioText: String, seed: UInt64,
        target: String, peers: Int, load: String, isServerEmbedded: Bool = false, isTimeVirtual: Bool = false,
        environment: Environment = Environment()
    ) {
        self.toolVersion = toolVersion
        self.startedAt = startedAt
        self.scenarioName = scenarioName
        self.scenarioText = scenarioText
        self.seed = seed
        self.target = target
        self.peers = peers
        self.load = load
        self.isServerEmbedded = isServerEmbedded
        self.isTimeVirtual = isTimeVirtual
        self.environment = environment
    }
}
