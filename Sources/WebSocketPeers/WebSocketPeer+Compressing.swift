public import NetworkIO
public import WebSocketCompression
public import WebSocketProtocol

extension WebSocketPeer {
    /// The parameters of permessage-deflate that both sides agreed on (RFC 7692); nil without compression.
    public var negotiatedCompression: CompressionParameters? { owned.state.compression?.parameters }

    /// Both sides agreed on compression; it begins with the first message.
    func startCompressing(_ parameters: CompressionParameters, _ options: CompressionOptions) {
        owned.state.compression = PeerCompression(parameters, role, options, loop.sharedCompression)
        decoder.acceptsCompression = true
    }

    /// Judges what the server accepted of the extensions that were offered.
    func judgeExtensions(_ accepted: [WebSocketExtension]) throws(HandshakeError) {
        guard let options = options.compression else { return }
        let parameters: CompressionParameters?
        do throws(CompressionError) {
            parameters = try options.judge(accepted)
        } catch {
            throw .invalidExtension(error.description)
        }
        if let parameters {
            startCompressing(parameters, options)
        } else if options.isRequired {
            throw .missingExtension(options.offer.name)
        }
    }

    /// Writes one message, deflated where that was agreed on and the message is large enough.
    @inlinable func writeMessage(_ opcode: Opcode, _ payload: RawSpan) {
        if owned.state.compression == nil {
            write(opcode, payload)
        } else {
            writeDeflated(opcode, payload)
        }
    }

    /// Deflates a message and writes it: as one frame, or as fragments where it fills the loop's buffer.
    @usableFromInline @inline(never)
    func writeDeflated(_ opcode: Opcode, _ payload: RawSpan) {
        guard let compression = owned.state.compression, payload.byteCount >= compression.minimumSize,
            let settings = sharedOptions.options.compression
        else { return write(opcode, payload) }
        // Nobody to send it to.
        guard transport != nil else { return }
        let deflater = compression.contextToDeflate(settings)
        let buffer = compression.shared.deflated
        var offset = 0
        var opcode = opcode
        var isEnd = false
        loop.owned.state.wireCounts[role].deflatedBytes &+= UInt64(payload.byteCount)
        while !isEnd {
            let part = buffer.withBytes { deflater.next(of: payload, at: &offset, into: &$0) }
            isEnd = part.isEnd
            loop.owned.state.wireCounts[role].deflatedWireBytes &+= UInt64(part.count)
            buffer.withBytes(count: part.count) {
                // RSV1 stands on the first frame only (RFC 7692 section 6.1).
                write(opcode, $0.bytes, isFinal: isEnd, isCompressed: opcode != .continuation)
            }
            opcode = .continuation
        }
    }

    /// Inflates a piece of a message and hands on what it gives, a bufferful at a time.
    @inlinable @inline(never)
    func inflate<Handler: PeerHandler>(_ payload: RawSpan, _ piece: MessagePiece, _ handler: inout Handler) {
        guard let compression = owned.state.compression else { return }
        let inflater = beginInflating(piece, with: compression)
        let buffer = compression.shared.inflated
        var offset = 0
        loop.owned.state.wireCounts[role].inflatedWireBytes &+= UInt64(payload.byteCount)
        while stage == .established {
            let step = buffer.withBytes { inflater.next(in: payload, at: &offset, isEnd: piece.isEnd, into: &$0) }
            switch step {
            case .part(let count, let isStart, let isEnd):
                loop.owned.state.wireCounts[role].inflatedBytes &+= UInt64(count)
                if isEnd { compression.messageEnded() }
                let inflated = MessagePiece(offset: 0, count: count, kind: piece.kind, isStart: isStart, isEnd: isEnd)
                buffer.withBytes(count: count) { handler.peerReceived($0.bytes, inflated, from: self) }
                if isEnd { return }
            case .needsMore: return
            case .violation(let violation): return inflatingFailed(violation)
            }
        }
    }

    @usableFromInline func beginInflating(_ piece: MessagePiece, with compression: PeerCompression) -> Inflater {
        let limits = sharedOptions.options.limits
        return compression.contextToInflate(
            piece, limit: limits.maximumMessageBytes, validatesText: sharedOptions.options.validatesText)
    }

    /// What a message holds broke a rule; what follows it is discarded.
    @usableFromInline func inflatingFailed(_ violation: ProtocolViolation) {
        decoder.discardRest()
        owned.state.compression?.end()
        violated(violation)
    }
}
