/// A load test as one value: whom to connect to, with which peers, saying what, how fast, and what counts as a pass.
///
/// A scenario comes from a JSON file (`Scenario.load(path:)`) or is built in code; either way it is inert data.
/// All durations are in nanoseconds, all sizes in bytes, all rates per second.
public struct Scenario: Sendable, Equatable {
    /// The name shown in reports; the file's stem when the file has no `name`.
    public var name: String
    /// What the scenario is for, in the author's words.
    public var description: String?
    /// The server under test and how to connect to it.
    public var target: Target
    /// The groups of peers; at least one.
    public var groups: [PeerGroup]
    /// The lengths of the warm-up, measure and drain phases.
    public var schedule: Schedule
    /// The pass criteria, in file order.
    public var thresholds: [Threshold]
    /// The seed of everything random; the same seed gives the same bytes.
    public var seed: UInt64
    /// Limits on message size and on errors.
    public var limits: Limits
    /// Local IP addresses to connect from, in turn; empty lets the kernel choose.
    public var sourceAddresses: [String]
    /// The number of workers; `nil` lets the engine choose.
    public var workers: Int?
    /// The scenario as it was run: canonical JSON, with `${env.NAME}` left as it stands in the file.
    public var sourceText: String

    /// Builds a scenario in code; values are not checked here, but decoding `json` checks them all.
    ///
    /// Without `sourceText` the canonical JSON of the value itself is recorded, as it is now.
    public init(
        name: String = "scenario", description: String? = nil, target: Target, groups: [PeerGroup],
        schedule: Schedule = Schedule(), thresholds: [Threshold] = [], seed: UInt64 = 1, limits: Limits = Limits(),
        sourceAddresses: [String] = [], workers: Int? = nil, sourceText: String? = nil
    ) {
        self.name = name
        self.description = description
        self.target = target
        self.groups = groups
        self.schedule = schedule
        self.thresholds = thresholds
        self.seed = seed
        self.limits = limits
        self.sourceAddresses = sourceAddresses
        self.workers = workers
        self.sourceText = sourceText ?? ""
        if sourceText == nil { self.sourceText = json }
    }
}
