import Glibc
import NetworkIO
import TargetServers
import WebSocketCompression
import WebSocketPeers

// The echo server as a process of its own. Usage: EchoTarget PROCESSOR; prints its port, and ends with its input.
guard CommandLine.arguments.count == 2, let processor = Int(CommandLine.arguments[1]),
    let address = SocketAddress("127.0.0.1", port: 0)
else {
    print("usage: EchoTarget PROCESSOR")
    exit(64)
}
Processor.pin(toCPU: processor)
_ = FileLimit.raise()
let peer = PeerOptions(keepsHandshakeHeaders: false, compression: CompressionOptions(minimumSize: 0))
let server = try EchoServer(EchoServer.Options(address: address, peer: peer))
print(server.address.port)
fflush(nil)
while readLine() != nil {}
server.stop()
