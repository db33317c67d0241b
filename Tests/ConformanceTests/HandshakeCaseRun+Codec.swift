import WebSocketCompression
import WebSocketProtocol

extension HandshakeCaseRun {
    /// The two handshakes and the negotiation as values, and the decoder behind them.
    func codecResult() throws -> HandshakeResult {
        variant.role == .server ? serverResult() : try clientResult()
    }

    private func serverResult() -> HandshakeResult {
        var handshake = ServerHandshake(limits: testCase.limits)
        var result = HandshakeResult()
        var parameters: CompressionParameters?
        let rest = feed(testCase.stream()) { bytes, consumed in
            switch handshake.receive(bytes, consumed: &consumed) {
            case .needsMore: return false
            case .failed(let error):
                result.error = caseName(error)
                result.answer = ServerHandshake.refusal(of: error)
            case .requested(let request):
                let chosen = ServerHandshake.chooseSubprotocol(
                    offered: request.subprotocols, supported: testCase.subprotocols)
                let accepted = testCase.compression?.accept(request.extensions)
                parameters = accepted?.parameters
                result.answer = ServerHandshake.acceptance(
                    of: request, subprotocol: chosen, extensions: accepted.map { [$0.answer] } ?? [])
                result.subprotocol = chosen
                result.resource = request.resource
                result.isOpen = true
            }
            return true
        }
        result.status = Self.status(of: result.answer)
        result.extensions = HandshakeTexts.fields(of: result.answer, "Sec-WebSocket-Extensions")
        return decode(rest, parameters, into: result)
    }

    private func clientResult() throws -> HandshakeResult {
        var nonce = InlineArray<16, UInt8>(repeating: 0)
        for index in 0..<16 { nonce[index] = UInt8(index * 15) }
        var handshake = try ClientHandshake(
            host: "server.example.com", resource: "/chat", subprotocols: testCase.subprotocols,
            extensions: testCase.compression.map { [$0.offer] } ?? [], nonce: HandshakeNonce(bytes: nonce),
            limits: testCase.limits)
        var result = HandshakeResult()
        var parameters: CompressionParameters?
        let key = HandshakeTexts.key(of: handshake.request)
        let rest = feed(testCase.stream(answering: key)) { bytes, consumed in
            switch handshake.receive(bytes, consumed: &consumed) {
            case .needsMore: return false
            case .failed(let error): result.error = caseName(error)
            case .accepted(let response):
                do throws(HandshakeError) {
                    parameters = try judge(response.extensions)
                    result.subprotocol = response.subprotocol
                    result.isOpen = true
                } catch { result.error = caseName(error) }
            }
            return true
        }
        result.status = handshake.response?.status
        result.extensions = HandshakeTexts.fields(of: handshake.request, "Sec-WebSocket-Extensions")
        return decode(rest, parameters, into: result)
    }

    /// A client's judgement of the extensions that were accepted, joined to its handshake as a peer joins it.
    private func judge(_ accepted: [WebSocketExtension]) throws(HandshakeError) -> CompressionParameters? {
        guard let options = testCase.compression else { return nil }
        do throws(CompressionError) {
            if let parameters = try options.judge(accepted) { return parameters }
        } catch { throw .invalidExtension(error.description) }
        if options.isRequired { throw .missingExtension(options.offer.name) }
        return nil
    }

    /// Feeds a handshake until it is over; the pieces that belong to it no more.
    private func feed(
        _ stream: [UInt8], _ receive: (RawSpan, inout Int) -> Bool
    ) -> [ArraySlice<UInt8>] {
        var pieces = pieces(of: stream)[...]
        while let piece = pieces.popFirst() {
            var consumed = 0
            let bytes = Array(piece)
            if unsafe receive(bytes.span.bytes, &consumed) { return [piece.dropFirst(consumed)] + pieces }
        }
        return []
    }

    private func decode(
        _ rest: [ArraySlice<UInt8>], _ parameters: CompressionParameters?, into result: HandshakeResult
    ) -> HandshakeResult {
        guard result.isOpen else { return result }
        var result = result
        result.agreed = parameters?.description
        let end = CodecEnd(
            role: variant.role, limits: MessageLimits(), compression: parameters.map(AgreedCompression.init(_:)))
        for piece in rest { end.receive(piece) }
        result.deliveries = end.record.deliveries
        return result
    }
}
