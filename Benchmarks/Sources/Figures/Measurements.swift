import Foundation

/// The figures, each from several rounds within one run; a round measures everything that is compared, in turn.
struct Measurements {
    let rounds: Int
    let server: ServerProcess

    private static let generatorProcessor = "0"

    private func probe(
        peers: Int, window: Int = 0, rate: Int = 0, seconds: Int, compression: String? = nil
    ) throws(FigureError) -> [String: Double] {
        try Tool(name: "LoadProbe").run(
            [server.port, "\(peers)", "20", "\(window)", "\(rate)", "\(seconds)", Self.generatorProcessor]
                + [compression].compactMap(\.self))
    }

    private func floor(seconds: Int) throws(FigureError) -> [String: Double] {
        try Tool(name: "FloorClient").run([server.port, "100", "20", "\(seconds)", Self.generatorProcessor])
    }

    /// (a) One message in flight a peer: processor time of a round trip against that of the floor client.
    func lockstep() throws(FigureError) -> [Figure] {
        var ratios: [Double] = []
        var costs: [Double] = []
        var floors: [Double] = []
        var allocations = 0.0
        for _ in 0..<rounds {
            let floor = try floor(seconds: 3)
            let probe = try probe(peers: 100, window: 1, seconds: 3)
            floors.append(floor.processorTime / floor["roundTrips", default: 0] * 1e6)
            costs.append(probe.processorTime / probe["roundTrips", default: 0] * 1e6)
            ratios.append(costs[costs.count - 1] / floors[floors.count - 1])
            allocations += probe["allocationsInWindows", default: .infinity]
        }
        return [
            Figure(
                name: "(a) lockstep, 100 peers, 20 bytes: generator CPU a round trip ÷ floor client's",
                value: String(
                    format: "%.2f (%.2f to %.2f; %.2f µs ÷ %.2f µs)", ratios.median, ratios.min() ?? 0,
                    ratios.max() ?? 0, costs.median, floors.median),
                goal: "≤ 1.10", isReached: ratios.median <= 1.10),
            Self.allocationFigure("(c) allocations while lockstep runs", allocations),
        ]
    }

    /// (b) 64 messages in flight a peer: user-space processor time of a round trip, verified and recorded.
    func pipelined() throws(FigureError) -> [Figure] {
        var costs: [Double] = []
        var perSecond: [Double] = []
        var allocations = 0.0
        for _ in 0..<rounds {
            let probe = try probe(peers: 50, window: 64, seconds: 3)
            let count = probe["roundTrips", default: 0]
            costs.append(probe["userSeconds", default: .infinity] / count * 1e9)
            perSecond.append(count / probe["seconds", default: 1])
            allocations += probe["allocationsInWindows", default: .infinity]
        }
        return [
            Figure(
                name: "(b) pipelined, 50 peers, window 64: user-space CPU a round trip",
                value: String(
                    format: "%.0f ns (%.0f to %.0f), %.1f million round trips a second from one core", costs.median,
                    costs.min() ?? 0, costs.max() ?? 0, perSecond.median / 1e6),
                goal: "≤ 80 ns", isReached: costs.median <= 80),
            Self.allocationFigure("(c) allocations while pipelined runs", allocations),
        ]
    }

    /// (d) What an idle peer costs in resident memory, and (e) what connecting costs in processor time.
    func idle() throws(FigureError) -> [Figure] {
        let one = try probe(peers: 1, rate: 1, seconds: 1)
        var perPeer: [Double] = []
        var perSecond: [Double] = []
        for _ in 0..<rounds {
            let probe = try probe(peers: 10_000, rate: 1, seconds: 1)
            let total = probe["residentBytesPerPeer", default: .infinity] * 10_000
            perPeer.append((total - one["residentBytesPerPeer", default: 0]) / 9_999)
            perSecond.append(probe["connected", default: 0] / probe["connectProcessorSeconds", default: .infinity])
        }
        return [
            Figure(
                name: "(d) 10,000 idle peers: resident memory each, above a run with one peer",
                value: String(format: "%.0f bytes", perPeer.median), goal: "≤ 1,024 bytes",
                isReached: perPeer.median <= 1_024),
            Figure(
                name: "(e) connecting 10,000 peers: opening handshakes a CPU-second",
                value: String(format: "%.0f", perSecond.median), goal: "≥ 15,000",
                isReached: perSecond.median >= 15_000),
        ]
    }

    /// (f) An open load: how late sends are.
    func openLoad() throws(FigureError) -> [Figure] {
        var middle: [Double] = []
        var tail: [Double] = []
        for _ in 0..<rounds {
            let probe = try probe(peers: 1_000, rate: 20_000, seconds: 3)
            middle.append(probe["latenessP50Microseconds", default: .infinity])
            tail.append(probe["latenessP99Microseconds", default: .infinity])
        }
        return [
            Figure(
                name: "(f) open load, 20k messages/s over 1,000 peers: lateness of sends",
                value: String(format: "p50 %.0f µs, p99 %.0f µs", middle.median, tail.median),
                goal: "p50 ≤ 50 µs, p99 ≤ 1,000 µs", isReached: middle.median <= 50 && tail.median <= 1_000)
        ]
    }

    /// Counts only: what may be checked on a busy machine.
    func gates() throws(FigureError) -> [Figure] {
        // Under an open load a peer's ring of messages in flight grows when the server is slower than ever before.
        let loads = [
            ("lockstep", try probe(peers: 100, window: 1, seconds: 2), 0.0),
            ("pipelined", try probe(peers: 50, window: 64, seconds: 2), 0.0),
            ("lockstep with compression", try probe(peers: 20, window: 1, seconds: 2, compression: "takeover"), 0.0),
            (
                "lockstep with compression without takeover",
                try probe(peers: 20, window: 1, seconds: 2, compression: "no-takeover"), 0.0
            ),
            ("an open load", try probe(peers: 1_000, rate: 5_000, seconds: 2), 20.0),
        ]
        return loads.flatMap { name, probe, allocationLimit in
            [
                Self.allocationFigure(
                    "allocations while \(name) runs", probe["allocationsInWindows", default: .infinity],
                    limit: allocationLimit),
                Figure(
                    name: "round trips while \(name) runs, and errors",
                    value: String(format: "%.0f, %.0f", probe["roundTrips", default: 0], probe["errors", default: 1]),
                    goal: "> 1,000, 0",
                    isReached: probe["roundTrips", default: 0] > 1_000 && probe["errors", default: 1] == 0),
            ]
        }
    }

    private static func allocationFigure(_ name: String, _ count: Double, limit: Double = 0) -> Figure {
        Figure(
            name: "\(name), between the ends of intervals", value: String(format: "%.0f", count),
            goal: limit == 0 ? "0" : String(format: "≤ %.0f", limit), isReached: count <= limit)
    }
}

extension [String: Double] {
    /// User and system time together, in seconds.
    fileprivate var processorTime: Double {
        self["userSeconds", default: .infinity] + self["systemSeconds", default: .infinity]
    }
}

extension [Double] {
    /// The middle value; of an even number the upper one of the two in the middle.
    fileprivate var median: Double { sorted()[count / 2] }
}
