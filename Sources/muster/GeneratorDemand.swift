import ArgumentParser
import Results

/// From which verdict on the generator makes a run fail.
enum GeneratorDemand: String, ExpressibleByArgument, CaseIterable {
    /// Near its limit: the tail of the latencies may be its own.
    case strained
    /// Over its limit: the result speaks of the generator.
    case bottleneck

    /// Whether a verdict is as bad as this or worse.
    func isMet(by verdict: HealthVerdict) -> Bool {
        switch verdict {
        case .good, .notApplicable: false
        case .strained: self == .strained
        case .bottleneck: true
        }
    }
}
