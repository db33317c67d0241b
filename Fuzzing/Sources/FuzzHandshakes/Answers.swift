import FuzzDriver
import WebSocketProtocol

/// Any request: where it is a handshake, our client takes our acceptance of it; where not, it takes our refusal.
func checkRequest(_ head: [UInt8], limits: HandshakeLimits, cut: UInt8) {
    switch receive(ServerHandshake(limits: limits), head, limits: limits, cut: cut) {
    case .needsMore: break
    case .failed(let error):
        let refusal = ServerHandshake.refusal(of: error)
        let answer = receive(client(nonce: nonce(of: [])), refusal, limits: .init(), cut: cut)
        guard case .failed(.status(error.serverStatus, _)) = answer else {
            fatalError("the refusal of \(error) is taken as \(answer)")
        }
    case .requested(let request):
        Fuzzer.expect(request.resource.hasPrefix("/"), "the resource is \(request.resource)")
        Fuzzer.expect(request.headers.count <= limits.maximumHeaderCount, "\(request.headers.count) fields")
        let nonce = nonce(of: sixteenBytes(base64: request.key))
        // Base64 has spare bits: the same bytes may have been written in another way.
        guard nonce.base64 == request.key else { return }
        let chosen = request.subprotocols.first
        let client = client(nonce: nonce, subprotocols: chosen.map { [$0] } ?? [])
        let acceptance = ServerHandshake.acceptance(of: request, subprotocol: chosen)
        let answer = receive(client, acceptance, limits: .init(), cut: cut)
        guard case .accepted(let response) = answer, response.subprotocol == chosen else {
            fatalError("the acceptance of \(request) is taken as \(answer)")
        }
    }
}

/// Any answer: what is accepted proves that the server knew the key.
func checkAnswer(_ head: [UInt8], limits: HandshakeLimits, cut: UInt8) {
    let nonce = nonce(of: Array("the sample nonce".utf8))
    let client = client(nonce: nonce, subprotocols: ["chat", "v2.chat"], limits: limits)
    guard case .accepted(let response) = receive(client, head, limits: limits, cut: cut) else { return }
    Fuzzer.expect(response.status == 101, "status \(response.status) was accepted")
    Fuzzer.expect(response.headers.values("Sec-WebSocket-Accept") == [nonce.acceptKey], "accepted without the key")
    Fuzzer.expect(response.headers.count <= limits.maximumHeaderCount, "\(response.headers.count) fields")
}

/// Any parts of a request: what the client agrees to write, the server reads, and it is the same.
func checkWriting(_ choices: inout Choices, cut: UInt8) {
    let (host, resource) = (choices.text(), choices.text())
    let subprotocols = (0..<choices.byte() % 3).map { _ in choices.text() }
    let extra = (0..<choices.byte() % 3).map { _ in (choices.text(), choices.text()) }
    let nonce = nonce(of: choices.bytes(16))
    guard
        let client = try? ClientHandshake(
            host: host, resource: resource, subprotocols: subprotocols, extraHeaders: extra, nonce: nonce)
    else { return }
    let progress = receive(ServerHandshake(), client.request, limits: .init(), cut: cut)
    guard case .requested(let request) = progress else { fatalError("the request is taken as \(progress)") }
    Fuzzer.expect(request.host == host && request.resource == resource, "\(request.host), \(request.resource)")
    Fuzzer.expect(request.subprotocols == subprotocols, "\(request.subprotocols) instead of \(subprotocols)")
    Fuzzer.expect(request.key == nonce.base64, "the key is \(request.key)")
    Fuzzer.expect(request.headers.count == 5 + (subprotocols.isEmpty ? 0 : 1) + extra.count, "another field came in")
    for (name, value) in extra {
        let sent = value.utf8.drop(while: { $0 == 0x20 || $0 == 0x09 })
        let isThere = request.headers.values(name).contains { sent.starts(with: $0.utf8) }
        Fuzzer.expect(isThere, "\(name) came as \(request.headers.values(name)), sent \(value)")
    }
}

/// Any text: what is read as a URL is written so that it is read as the same.
func checkURL(_ text: String) {
    guard let url = try? WebSocketURL(parsing: text) else { return }
    let again = try? WebSocketURL(parsing: url.description)
    Fuzzer.expect(again == url, "\(text) was read as \(url), and that as \(again as Any)")
    let client = try? ClientHandshake(host: url.hostHeader, resource: url.resource, nonce: nonce(of: []))
    Fuzzer.expect(client != nil, "no request can be written for \(url)")
}

func client(
    nonce: HandshakeNonce, subprotocols: [String] = [], limits: HandshakeLimits = .init()
) -> ClientHandshake {
    do {
        return try ClientHandshake(
            host: "h", resource: "/", subprotocols: subprotocols, nonce: nonce, limits: limits)
    } catch {
        fatalError("\(subprotocols): \(error)")
    }
}

func nonce(of bytes: [UInt8]) -> HandshakeNonce {
    HandshakeNonce(bytes: InlineArray { $0 < bytes.count ? bytes[$0] : 0 })
}

/// The bytes of 22 digits of base64 and two equals signs.
func sixteenBytes(base64 text: String) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let values = text.utf8.compactMap { digits.firstIndex(of: $0) }
    Fuzzer.expect(text.utf8.count == 24 && values.count == 22, "\(text) was taken as a key")
    var (bits, count): (UInt32, Int) = (0, 0)
    var bytes: [UInt8] = []
    for value in values {
        bits = bits << 6 | UInt32(value)
        count += 6
        guard count >= 8 else { continue }
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return bytes
}
