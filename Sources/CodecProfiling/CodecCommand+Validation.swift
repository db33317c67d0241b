import ArgumentParser

extension CodecCommand where Codec: ~Copyable {
    /// Refuses options that contradict each other, and those that would do nothing.
    public func validate() throws {
        if let rounds, !(6...10_000).contains(rounds) {
            throw ValidationError("--rounds: \(rounds) is out of range; fewer than 6 have no 95 % interval (6...10000)")
        }
        if list { try refuse(Self.given(measuring + comparing), because: "--list measures nothing") }
        if countsOnly {
            let timing = [("--rounds", rounds != nil), ("--time-tolerance", timeTolerance != nil)]
            try refuse(Self.given(timing), because: "--counts-only times nothing")
        }
        if baseline == nil {
            try refuse(Self.given(comparing), because: "there is nothing to compare without --baseline")
        }
        if instructions == false, instructionTolerance != nil {
            try refuse(["--instruction-tolerance"], because: "--no-instructions counts none")
        }
    }

    private var measuring: [(String, Bool)] {
        [
            ("--baseline", baseline != nil), ("--json", json), ("--out", out != nil), ("--rounds", rounds != nil),
            ("--seed", seed != nil), ("--counts-only", countsOnly),
            (instructions == false ? "--no-instructions" : "--instructions", instructions != nil),
        ]
    }

    private var comparing: [(String, Bool)] {
        [
            ("--time-tolerance", timeTolerance != nil), ("--instruction-tolerance", instructionTolerance != nil),
            ("--complete", selection.complete),
        ]
    }

    private static func given(_ options: [(name: String, isGiven: Bool)]) -> [String] {
        options.filter(\.isGiven).map(\.name)
    }

    private func refuse(_ options: [String], because reason: String) throws {
        guard !options.isEmpty else { return }
        throw ValidationError("\(reason): leave \(options.joined(separator: ", ")) out")
    }
}
