import PlainInflating
import WebSocketCompression
import WebSocketProtocol

extension SentFrame {
    /// Joins the fragments of each message and inflates what is compressed, with the rules of RFC 7692 for a sender.
    static func messages(
        of frames: [SentFrame], sentBy role: Role, _ parameters: CompressionParameters
    ) -> [SentFrame] {
        var inflater = PlainInflater(windowBits: parameters.windowBits(sentBy: role))
        let takesOverContext = parameters.takesOverContext(sentBy: role)
        var messages: [SentFrame] = []
        var message: SentFrame?
        for frame in frames {
            guard frame.opcode < 8 else {
                messages.append(frame.asControlFrame)
                continue
            }
            var joined = message?.appending(frame) ?? frame.asFirstFragment
            message = joined
            guard !frame.isFragmented else { continue }
            message = nil
            joined.inflate(with: &inflater, takesOverContext)
            messages.append(joined)
        }
        if var message {
            message.fault = message.fault ?? "5.4: a message without its last fragment"
            messages.append(message)
        }
        return messages
    }

    private var asControlFrame: SentFrame {
        var frame = self
        if isCompressed { frame.fault = "RFC 7692 6.1: RSV1 on a control frame" }
        if isFragmented { frame.fault = "5.5: a control frame in fragments" }
        return frame
    }

    private var asFirstFragment: SentFrame {
        var frame = self
        if opcode == 0 { frame.fault = "5.4: a continuation of nothing" }
        return frame
    }

    private func appending(_ frame: SentFrame) -> SentFrame {
        var message = self
        message.payload += frame.payload
        message.fault = fault ?? frame.fault
        if frame.opcode != 0 { message.fault = "5.4: a message within another" }
        if frame.isCompressed { message.fault = "RFC 7692 6.1: RSV1 on a later fragment" }
        return message
    }

    private mutating func inflate(with inflater: inout PlainInflater, _ takesOverContext: Bool) {
        guard isCompressed else {
            if isFragmented { fault = fault ?? "5.4: nobody asked for fragments" }
            return
        }
        do throws(PlainInflater.Fault) {
            payload = try inflater.inflate(payload, takesOverContext: takesOverContext)
        } catch {
            fault = fault ?? "RFC 7692 7.2.1: what was deflated is \(error)"
        }
    }
}
