import WebSocketCompression
import WebSocketProtocol

/// What a case says was negotiated, and how Muster's end is brought to negotiate it.
struct AgreedCompression: Sendable {
    /// The value of `Sec-WebSocket-Extensions`: a client's offer to a server's end, a server's answer to a client's.
    let text: String
    let parameters: CompressionParameters

    /// Nil where the text is no offer that a server accepts as it is.
    init?(_ text: String) {
        guard let offers = WebSocketExtension.list(parsing: text.utf8),
            let accepted = CompressionOptions().accept(offers), [accepted.answer] == offers
        else { return nil }
        self.text = text
        parameters = accepted.parameters
    }

    /// What a handshake of Muster's own agreed on.
    init(_ parameters: CompressionParameters) {
        text = parameters.description
        self.parameters = parameters
    }

    /// The options of Muster's end.
    func options(_ role: Role) -> CompressionOptions {
        guard role == .client else { return CompressionOptions(minimumSize: 0) }
        return CompressionOptions(
            minimumSize: 0, serverNoContextTakeover: parameters.serverNoContextTakeover,
            clientNoContextTakeover: parameters.clientNoContextTakeover,
            serverMaxWindowBits: parameters.serverMaxWindowBits < 15 ? parameters.serverMaxWindowBits : nil,
            clientMaxWindowBits: parameters.clientMaxWindowBits < 15 ? parameters.clientMaxWindowBits : nil)
    }

    /// What deflates the messages that an end of this role sends.
    func deflater(_ role: Role) -> Deflater {
        let options = options(role)
        return Deflater(
            Deflater.Settings(
                level: options.level, memoryLevel: options.memoryLevel, windowBits: parameters.windowBits(sentBy: role),
                takesOverContext: parameters.takesOverContext(sentBy: role)),
            memory: CompressionMemory())
    }

    /// What inflates the messages that an end of this role receives.
    func inflater(_ role: Role) -> Inflater {
        Inflater(windowBits: parameters.windowBits(sentBy: role.opposite), memory: CompressionMemory())
    }
}
