import LoadEngine
import NetworkIO
import Reporting
import Results
import Scenarios
import WebSocketProtocol

/// What is about to be done, and what may get in its way.
struct RunAnnouncement {
    var scenario: Scenario
    var description: RunDescription

    /// One line: peers, target, load, seconds.
    var line: String {
        let peers = description.peers == 1 ? "1 peer" : "\(description.peers) peers"
        let warmUp = Scenarios.Quantity.text(nanoseconds: scenario.schedule.warmUp)
        let what = "\(description.scenarioName): \(peers) to \(description.target), \(description.load)".printable
        return "\(what), for "
            + Scenarios.Quantity.text(nanoseconds: scenario.schedule.measure)
            + (description.isTimeVirtual ? " of virtual time" : "")
            + (scenario.schedule.warmUp > 0 ? " after \(warmUp) of warm-up" : "")
    }

    /// What is near a limit of the machine; what is over one is refused by the run itself.
    var warnings: [String] {
        var warnings = description.isTimeVirtual ? [] : connectionWarnings
        // There are never more workers than peers.
        if let wanted = scenario.workers.map({ min($0, description.peers) }), wanted > Processor.available {
            warnings.append(
                "\(wanted) workers share \(Processor.available) processors; more workers than that are slower")
        }
        return warnings
    }

    private var connectionWarnings: [String] {
        var warnings: [String] = []
        let peers = description.peers
        let files = peers * (description.isServerEmbedded ? 2 : 1)
        let allowed = FileLimit.raise().soft
        if Double(files) > Self.near * Double(allowed) {
            warnings.append("\(files) open files of the \(allowed) allowed will be in use; raise the limit (ulimit -n)")
        }
        if let ports = EphemeralPorts.available?.count {
            let perSource = peers / max(1, scenario.sourceAddresses.count)
            if Double(perSource) > Self.near * Double(ports) {
                warnings.append(
                    "\(perSource) of the \(ports) ports of a source address will be in use; others that are still "
                        + "closing may make connections fail (list more \"sources\", such as 127.0.0.2)")
            }
        }
        if targetIsHere, let backlog = ListenBacklog.limit {
            let atOnce = scenario.groups.filter { $0.connectRate == nil }.reduce(0) { $0 + $1.count }
            if atOnce > backlog {
                warnings.append(
                    "\(atOnce) peers connect at once and this machine queues \(backlog) (net.core.somaxconn); the others "
                        + "wait a second and more: give \"peers\" a \"connectRate\"")
            }
        }
        return warnings
    }

    /// The share of a limit from which on it is near.
    private static let near = 0.8

    private var targetIsHere: Bool {
        switch scenario.target.endpoint {
        case .embeddedEcho: true
        case .memoryEcho: false
        case .url(let url):
            url.host.lowercased() == "localhost" || SocketAddress(url.host, port: url.port)?.isLoopback == true
        }
    }
}
