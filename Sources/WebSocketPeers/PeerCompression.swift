import WebSocketCompression
import WebSocketProtocol

/// The compression of one connection (RFC 7692): what was agreed on, and the contexts that are its own.
///
/// A direction without context takeover has none between messages.
@usableFromInline final class PeerCompression {
    let parameters: CompressionParameters
    /// A message of fewer bytes is sent as it is.
    let minimumSize: Int
    @usableFromInline let shared: LoopCompression
    private let role: Role
    private var deflater: Deflater?
    /// With takeover from the first message on; without, while a message is coming in.
    private var inflater: Inflater?

    init(_ parameters: CompressionParameters, _ role: Role, _ options: CompressionOptions, _ shared: LoopCompression) {
        self.parameters = parameters
        self.role = role
        self.shared = shared
        minimumSize = options.minimumSize
    }

    private var otherRole: Role { role == .client ? .server : .client }

    /// The context for a message to be sent.
    func contextToDeflate(_ options: CompressionOptions) -> Deflater {
        if let deflater { return deflater }
        let settings = Deflater.Settings(
            level: options.level, memoryLevel: options.memoryLevel,
            windowBits: parameters.windowBits(sentBy: role), takesOverContext: parameters.takesOverContext(sentBy: role)
        )
        let made =
            settings.takesOverContext ? Deflater(settings, memory: shared.pool.memory) : shared.pool.deflater(settings)
        deflater = made
        return made
    }

    /// The context for a message that comes in; at its start one that is ready for it.
    func contextToInflate(_ piece: MessagePiece, limit: Int, validatesText: Bool) -> Inflater {
        let inflater = inflater ?? makeInflater()
        if piece.isStart {
            inflater.begin(
                piece.kind, limit: limit, validatesText: validatesText,
                takesOverContext: parameters.takesOverContext(sentBy: otherRole))
        }
        self.inflater = inflater
        return inflater
    }

    private func makeInflater() -> Inflater {
        let bits = parameters.windowBits(sentBy: otherRole)
        return parameters.takesOverContext(sentBy: otherRole)
            ? Inflater(windowBits: bits, memory: shared.pool.memory) : shared.pool.takeInflater(windowBits: bits)
    }

    /// A message has come in.
    @usableFromInline func messageEnded() {
        if !parameters.takesOverContext(sentBy: otherRole) { giveBack() }
    }

    /// The connection is over: nothing is kept but what was agreed on.
    func end() {
        deflater = nil
        giveBack()
    }

    private func giveBack() {
        if let inflater, !parameters.takesOverContext(sentBy: otherRole) { shared.pool.giveBack(inflater) }
        inflater = nil
    }
}
