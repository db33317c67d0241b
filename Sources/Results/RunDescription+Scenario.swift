import Scenarios

extension RunDescription {
    /// The description of a run of that scenario.
    ///
    /// - Parameters:
    ///   - scenario: as it is run.
    ///   - toolVersion: version of the tool.
    ///   - startedAt: in milliseconds since 1970-01-01 UTC.
    ///   - environment: the machine.
    public init(scenario: Scenario, toolVersion: String, startedAt: UInt64, environment: Environment) {
        let isInMemory = scenario.target.endpoint == .memoryEcho
        let isEmbedded = isInMemory || scenario.target.endpoint == .embeddedEcho
        self.init(
            toolVersion: toolVersion, startedAt: startedAt, scenarioName: scenario.name,
            scenarioText: scenario.sourceText, seed: scenario.seed, target: scenario.target.shownEndpoint,
            peers: scenario.groups.reduce(0) { $0 + $1.count }, load: Self.words(for: scenario.groups),
            isServerEmbedded: isEmbedded, isTimeVirtual: isInMemory, environment: environment)
    }

    /// The load of all groups in a few words; the open rates of groups are added at their peaks.
    private static func words(for groups: [PeerGroup]) -> String {
        var peak = 0.0
        var windows: Set<Int> = []
        var arrivals: Set<String> = []
        var mostStages = 0
        for group in groups {
            switch group.load {
            case .closed(let window, _):
                windows.insert(window)
            case .open(let stages, let spacing):
                peak += stages.map { Swift.max($0.fromPerSecond, $0.toPerSecond) }.max() ?? 0
                arrivals.insert(spacing == .poisson ? "Poisson" : "even")
                mostStages = Swift.max(mostStages, stages.count)
            }
        }
        var parts: [String] = []
        if !arrivals.isEmpty {
            let shape = mostStages > 1 ? "up to \(rate(peak)) in \(mostStages) stages" : rate(peak)
            parts.append("\(shape) \(arrivals.sorted().joined(separator: " and "))")
        }
        if let least = windows.min(), let most = windows.max() {
            parts.append(least == most ? "\(least) in flight each" : "\(least) to \(most) in flight each")
        }
        return parts.joined(separator: " and ")
    }

    private static func rate(_ perSecond: Double) -> String {
        for (unit, name) in [(1e6, "M"), (1e3, "k")] where perSecond >= unit {
            return "\(trimmed(perSecond / unit))\(name)/s"
        }
        return "\(trimmed(perSecond))/s"
    }

    private static func trimmed(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() && rounded < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }
}
