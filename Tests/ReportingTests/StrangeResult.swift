import Results
import Testing

@testable import Reporting

/// A file that is well-formed and says what no run measures.
struct StrangeResult: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// Makes it of a sound document.
    var change: @Sendable (inout ResultDocument) -> Void

    init(_ testDescription: String, _ change: @escaping @Sendable (inout ResultDocument) -> Void) {
        self.testDescription = testDescription
        self.change = change
    }

    /// The result that the file is read as.
    func read() throws -> RunResult {
        var document = ResultDocument(SampleResults.tiny())
        change(&document)
        return try ResultDocument(document.encoded(), path: "r").result(path: "r")
    }

    /// The greatest number that a file can hold.
    private static let most = UInt64.max

    static let readable: [StrangeResult] = [
        StrangeResult("thresholds without bounds") { document in
            for unit in ["nanoseconds", "count", "perSecond", "fraction"] {
                for actual in [0, 1e13, 1e19, 1e300, .greatestFiniteMagnitude] {
                    document.thresholds.append(.init(text: "t", unit: unit, actual: actual, passed: true))
                }
            }
        },
        StrangeResult("counters that overflow together") { document in
            document.phases[0].counters["connectFailures"] = most
            document.phases[0].counters["abnormalCloses"] = 1
        },
        StrangeResult("every counter as high as it gets") { document in
            for counter in Counter.allCases {
                document.phases[0].counters[counter.name] = most
                document.intervals[0].counters[counter.name] = most
            }
            document.closes = ["1000": most, "1006": most]
            document.compression = ["none": most, "x": most]
            document.failures = [.init(kind: "reset", detail: "", count: most)]
        },
        StrangeResult("no time at all") { document in
            document.phases[0].duration = 1
            document.intervals[0].duration = 1
            document.intervals[0].counters["sent"] = most
            document.intervals[0].counters["sentBytes"] = most
        },
        StrangeResult("all the time there is") { document in
            document.startedAtUnixMilliseconds = most
            document.phases[0].start = most
            document.phases[0].duration = most
            document.intervals[0].start = most
            document.intervals[0].duration = most
        },
        StrangeResult("integers below zero") { document in
            document.scenario.peers = .min
            document.environment.cores = .min
            document.intervals[0].index = .min
            document.intervals[0].openPeers = .min
            document.generator.workers[0].index = .min
        },
        StrangeResult("a machine beyond measure") { document in
            document.environment.cores = .max
            document.environment.memoryBytes = most
            document.environment.fileLimit = most
        },
        StrangeResult("workers beyond measure") { document in
            var worker = document.generator.workers[0]
            (worker.loopLagP50, worker.loopLagP99, worker.loopLagMax) = (most, most, most)
            (worker.sendsIntended, worker.sendsLate, worker.sendsSkipped) = (1, most, most)
            document.generator.workers = Array(repeating: worker, count: 20)
        },
        StrangeResult("costs beyond measure") { document in
            document.codec = .init(
                messages: 1, wireBytes: most, nanoseconds: most, allocations: most, perMessage: nil)
        },
        StrangeResult("more replies together than 64 bits hold 50 times over") { document in
            guard let much = LatencyHistogram(recorded: [(1_000_000, most >> 16)]) else { return }
            var message = document.messages[0]
            message.response = HistogramDocument(much)
            message.service = HistogramDocument(LatencyHistogram())
            document.messages = Array(repeating: message, count: 1_320)
            document.generator.workers[0].loopLagP50 = 200_000
            document.generator.workers[0].loopLagP99 = 200_000
        },
        StrangeResult("names that steer a terminal") { document in
            let name = "\u{1B}[2J\u{9B}2J\u{7}\n\u{202E}"
            document.scenario.name = name
            document.scenario.target = name
            document.scenario.load = name
            document.tool.version = name
            document.environment.system = name
            document.environment.kernel = name
            document.environment.processor = name
            document.compression = [name: 1]
            document.messages[0].name = name
            document.messages.append(document.messages[0])
            document.failures = [.init(kind: "reset", detail: name, count: 1)]
            document.thresholds = [.init(text: name, unit: "count", actual: 1, passed: false)]
            document.outcome = .init(status: "failed", reason: name)
        },
    ]

    static let damaged: [(file: StrangeResult, what: String)] = [
        (
            StrangeResult("a threshold below zero") { document in
                document.thresholds = [.init(text: "t \u{1B}", unit: "nanoseconds", actual: -1e300, passed: true)]
            }, "the value of the threshold \"t ?\" is below zero"
        ),
        (
            StrangeResult("a share below zero") { $0.generator.workers[0].cpuShare = -1e300 },
            "a share of worker 0 is not from 0 to 1"
        ),
        (
            StrangeResult("a share above one") { $0.generator.workers[0].waitShare = 1.5 },
            "a share of worker 0 is not from 0 to 1"
        ),
        (
            StrangeResult("a phase that steers a terminal") { $0.phases[0].phase = "\u{1B}[2J" },
            "there is no phase \"?[2J\""
        ),
        (
            StrangeResult("a message that does") { document in
                document.messages[0].name = "\u{9B}2J"
                document.messages[0].response.hdr = "H"
            }, "the histogram response of ?2J is damaged"
        ),
    ]
}
