import Glibc
import LoadEngine
import NetworkIO
import Results
import Scenarios
import WebSocketProtocol

// Runs one load against an echo server in another process, pinned to one processor, and prints what it cost as JSON.
guard let arguments = ProbeArguments(Array(CommandLine.arguments.dropFirst())) else {
    print("usage: LoadProbe PORT PEERS PAYLOAD-BYTES WINDOW RATE SECONDS PROCESSOR [takeover|no-takeover]")
    exit(64)
}

/// Sleeps until an instant of the monotonic clock; allocates nothing.
func sleep(until instant: UInt64) {
    while Instant.now().nanoseconds < instant {
        let rest = instant - min(instant, Instant.now().nanoseconds)
        usleep(UInt32(rest / 1_000) + 1)
    }
}

Processor.pin(toCPU: arguments.processor)
let warmUp: UInt64 = 1_000_000_000
let measure = UInt64(arguments.seconds * 1e9)
let payload = [UInt8](repeating: UInt8(ascii: "a"), count: arguments.payloadBytes)
let stage = RateStage(fromPerSecond: arguments.rate, toPerSecond: arguments.rate, duration: measure)
let group = PeerGroup(
    count: arguments.peers, messages: [MessageTemplate(name: "message", kind: .text, payload: .fixed(payload))],
    load: arguments.rate > 0
        ? .open(stages: [stage], arrivals: .even) : .closed(window: arguments.window, thinkTime: 0))
let url = WebSocketURL(host: "127.0.0.1", port: arguments.port)
let scenario = Scenario(
    target: Target(endpoint: .url(url), compression: arguments.compression), groups: [group],
    schedule: Schedule(warmUp: warmUp, measure: measure),
    workers: 1)
let catalog = MessageCatalog(scenario)
let description = RunDescription(
    scenario: scenario, toolVersion: "probe", startedAt: 0, environment: Environment())
let memoryAtStart = ResidentMemory.bytes()
let run = try LoadRun(
    scenario, target: url, catalog: catalog,
    builder: RunResultBuilder(description, messageNames: catalog.names), sharesProcess: false)
let atStart = ProcessSample.now()
run.start()
while run.progress.phase == .connect { usleep(500) }
let connected = ProcessSample.now()
let measureStart = Instant.now().nanoseconds - run.progress.done + warmUp

sleep(until: measureStart)
let before = ProcessSample.now()
// Intervals end at whole seconds and then allocate; in between nothing may.
var allocations: UInt64 = 0
var windows = 0
while UInt64(windows + 1) * 1_000_000_000 <= measure {
    let second = measureStart + UInt64(windows) * 1_000_000_000
    sleep(until: second + 150_000_000)
    let first = ProcessSample.now().allocations
    sleep(until: second + 850_000_000)
    allocations += ProcessSample.now().allocations - first
    windows += 1
}
sleep(until: measureStart + measure)
let after = ProcessSample.now()
let memory = ResidentMemory.bytes()

guard let result = run.waitForResult(), let measured = result.phase(.measure) else { exit(1) }
let lateness = result.series[.lateness] ?? LatencyHistogram()
let fields: [(String, Double)] = [
    ("roundTrips", Double(measured.counters[.replies])),
    ("userSeconds", Double(after.user - before.user) / 1e9),
    ("systemSeconds", Double(after.system - before.system) / 1e9),
    ("seconds", arguments.seconds),
    ("allocationsInWindows", Double(allocations)),
    ("windowSeconds", Double(windows) * 0.7),
    ("connected", Double(result.total(.connected))),
    ("connectProcessorSeconds", Double(connected.user + connected.system - atStart.user - atStart.system) / 1e9),
    ("residentBytesPerPeer", Double(memory - memoryAtStart) / Double(arguments.peers)),
    ("latenessP50Microseconds", Double(lateness.value(atPercentile: 50)) / 1e3),
    ("latenessP99Microseconds", Double(lateness.value(atPercentile: 99)) / 1e3),
    ("errors", Double(result.total(.errors))),
]
print("{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
