import Foundation
import LoadEngine
import NetworkIO
import Results
import Scenarios
import TargetServers
import WebSocketProtocol

let args = CommandLine.arguments
let peers = Int(args[1])!, window = Int(args[2])!, rate = Double(args[3])!, seconds = Double(args[4])!
let server = args.count > 5 ? nil : try EchoServer(.init(address: SocketAddress("127.0.0.1", port: 0)!))
let port = args.count > 5 ? UInt16(args[5])! : server!.address.port
if seconds < 0 { print(port); while true { sleep(1000) } }
let message = MessageTemplate(name: "m", kind: .text, payload: .fixed(Array("01234567890123456789".utf8)))
let load: Load =
    rate > 0
    ? .open(
        stages: [RateStage(fromPerSecond: rate, toPerSecond: rate, duration: UInt64(seconds * 1e9))], arrivals: .even)
    : .closed(window: window, thinkTime: 0)
let scenario = Scenario(
    target: Target(endpoint: .embeddedEcho), groups: [PeerGroup(count: peers, messages: [message], load: load)],
    schedule: Schedule(warmUp: 500_000_000, measure: UInt64(seconds * 1e9)))
let catalog = MessageCatalog(scenario)
let builder = RunResultBuilder(
    RunDescription(scenario: scenario, toolVersion: "0", startedAt: 0, environment: Environment()),
    messageNames: catalog.names)
let run = try LoadRun(
    scenario, target: WebSocketURL(host: "127.0.0.1", port: port), catalog: catalog, builder: builder,
    sharesProcess: server != nil)
run.start()
let r = run.waitForResult()!
print(r.outcome, r.health.verdict, r.failures, r.closes)
for p in r.phases {
    print(p.phase, p.duration, Counter.allCases.filter { p.counters[$0] > 0 }.map { "\($0)=\(p.counters[$0])" })
}
let resp = r.total(.response), serv = r.total(.service)
print("response", resp.count, resp.value(atPercentile: 50), resp.value(atPercentile: 99), resp.max)
print("service", serv.count, serv.value(atPercentile: 50), serv.value(atPercentile: 99), serv.max)
for (k, h) in r.series { print(k, h.count, h.value(atPercentile: 50), h.value(atPercentile: 99), h.max) }
let m = r.phase(.measure)!
for w in r.health.workers {
    print("cpu share", w.cpuShare, "per rt", Double(w.cpuNanoseconds) / Double(m.counters[.replies]))
}
