import WebSocketProtocol

extension HandshakeCaseRun {
    /// The two handshakes as values, and the decoder behind them.
    func codecResult() throws -> HandshakeResult {
        switch variant.role {
        case .server:
            var handshake = ServerHandshake(limits: testCase.limits)
            var result = HandshakeResult()
            let rest = feed(testCase.stream()) { bytes, consumed in
                switch handshake.receive(bytes, consumed: &consumed) {
                case .needsMore: return false
                case .failed(let error):
                    result.error = caseName(error)
                    result.answer = ServerHandshake.refusal(of: error)
                case .requested(let request):
                    let chosen = ServerHandshake.chooseSubprotocol(
                        offered: request.subprotocols, supported: testCase.subprotocols)
                    result.answer = ServerHandshake.acceptance(of: request, subprotocol: chosen)
                    result.subprotocol = chosen
                    result.resource = request.resource
                    result.isOpen = true
                }
                return true
            }
            result.status = Self.status(of: result.answer)
            return decode(rest, into: result)
        case .client:
            var nonce = InlineArray<16, UInt8>(repeating: 0)
            for index in 0..<16 { nonce[index] = UInt8(index * 15) }
            var handshake = try ClientHandshake(
                host: "server.example.com", resource: "/chat", subprotocols: testCase.subprotocols,
                nonce: HandshakeNonce(bytes: nonce), limits: testCase.limits)
            var result = HandshakeResult()
            let key = HandshakeTexts.key(of: handshake.request)
            let rest = feed(testCase.stream(answering: key)) { bytes, consumed in
                switch handshake.receive(bytes, consumed: &consumed) {
                case .needsMore: return false
                case .failed(let error): result.error = caseName(error)
                case .accepted(let response):
                    result.subprotocol = response.subprotocol
                    result.isOpen = true
                }
                return true
            }
            result.status = handshake.response?.status
            return decode(rest, into: result)
        }
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

    private func decode(_ rest: [ArraySlice<UInt8>], into result: HandshakeResult) -> HandshakeResult {
        guard result.isOpen else { return result }
        var result = result
        let end = CodecEnd(role: variant.role, limits: MessageLimits())
        for piece in rest { end.receive(piece) }
        result.deliveries = end.record.deliveries
        return result
    }
}
