import ArgumentParser
import Dispatch
import NetworkIO
import Scenarios
import TargetServers
import WebSocketCompression
import WebSocketPeers
import WebSocketProtocol

/// `muster serve echo`: a server that sends every message back.
struct ServeEchoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Start a server that sends every message back.",
        usage: "muster serve echo [<options>]",
        discussion: """
            Prints the server's URL once it listens. Ctrl-C tells every client that the server goes away (close code \
            1001) and ends.

            EXAMPLES:
              muster serve echo
              muster serve echo --port 0 --queues 4     a free port, four queues
              muster serve echo --compress              for clients that offer compression
              muster serve echo --address 0.0.0.0       for other machines too
            """)

    @Option(name: [.long, .short], help: ArgumentHelp("Port to listen on; 0 takes a free one.", valueName: "port"))
    var port: UInt16 = 9001

    @Option(
        name: [.long, .short],
        help: ArgumentHelp("Numeric address to listen on; 0.0.0.0 or :: for every one.", valueName: "address"))
    var address = "127.0.0.1"

    @Option(help: ArgumentHelp("Number of queues (default: half of the processors).", valueName: "count"))
    var queues: Int?

    @Option(
        help: ArgumentHelp("Largest message; a larger one closes with 1009 (default: 16MiB).", valueName: "size"),
        transform: Quantity.bytes)
    var maxMessage = 16 << 20

    @Option(
        help: ArgumentHelp("Largest head of an opening handshake (default: 16KiB).", valueName: "size"),
        transform: Quantity.bytes)
    var maxHeader = 16 << 10

    @Option(
        help: ArgumentHelp("Time that an opening handshake may take (default: 3s).", valueName: "duration"),
        transform: Quantity.nanoseconds)
    var handshakeTimeout: UInt64 = 3_000_000_000

    @Option(help: ArgumentHelp("Subprotocol to agree to; may be repeated, most wanted first.", valueName: "name"))
    var subprotocol: [String] = []

    @Flag(help: "Compress messages where a client offers it (permessage-deflate).")
    var compress = false

    @Option(help: ArgumentHelp("zlib's level for --compress, 1 (fast) to 9 (small); 1 by default.", valueName: "level"))
    var compressLevel: Int?

    func validate() throws {
        if let queues, !(1...EchoServer.maximumQueues).contains(queues) {
            throw ValidationError("--queues \(queues) is not in 1...\(EchoServer.maximumQueues)")
        }
        guard (1...(1 << 30)).contains(maxMessage) else { throw ValidationError("--max-message is not in 1B...1GiB") }
        guard (256...(1 << 20)).contains(maxHeader) else { throw ValidationError("--max-header is not in 256B...1MiB") }
        guard handshakeTimeout > 0 else { throw ValidationError("--handshake-timeout must be above 0s") }
        for name in subprotocol where !Target.isToken(name) {
            throw ValidationError("--subprotocol '\(name)' is not a subprotocol name (RFC 6455 section 4.1, item 10)")
        }
        try CompressLevel.check(compressLevel, isCompressing: compress)
        if SocketAddress(address, port: port) == nil {
            throw ValidationError("--address \(address) is not a numeric address such as 127.0.0.1 or ::1")
        }
    }

    func run() throws {
        guard let address = SocketAddress(address, port: port) else { return }
        FileLimit.raise()
        let options = EchoServer.Options(
            address: address, queues: queues ?? EchoServer.defaultQueues, subprotocols: subprotocol,
            peer: PeerOptions(
                limits: MessageLimits(maximumMessageBytes: maxMessage),
                handshakeLimits: HandshakeLimits(maximumHeaderBytes: maxHeader), openingTimeout: handshakeTimeout,
                keepsHandshakeHeaders: false,
                compression: compress ? CompressionOptions(level: compressLevel ?? 1) : nil))
        let stop = DispatchSemaphore(value: 0)
        let signals = try InterruptSignals { count in
            if count == 1 { stop.signal() } else { InterruptSignals.endProcess() }
        }
        let server: EchoServer
        do throws(NetworkError) {
            server = try EchoServer(options)
        } catch {
            throw CommandFailure(status: .failed, message: "cannot listen on \(address): \(error)")
        }
        try Console.print("ws://\(server.address)/\n")
        stop.wait()
        server.stop()
        signals.end()
    }
}

extension EchoServer {
    /// Half of the processors: whoever loads the server needs the others.
    static var defaultQueues: Int { min(max(1, Processor.available / 2), maximumQueues) }
}
