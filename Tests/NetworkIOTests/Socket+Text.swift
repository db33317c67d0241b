import NetworkIO

extension Socket {
    /// Sends the UTF-8 of `text`.
    func send(text: String) -> WriteOutcome {
        unsafe send(Array(text.utf8).span.bytes)
    }

    /// Receives up to 64 KiB into `text`, which stays nil unless bytes arrived.
    func receive(text: inout String?) -> ReadOutcome {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var span = buffer.mutableSpan
        var bytes = unsafe span.mutableBytes
        let outcome = receive(into: &bytes, at: 0)
        if case .bytes(let count) = outcome { text = String(decoding: buffer[..<count], as: UTF8.self) }
        return outcome
    }

    /// What is there to receive now, as text; nil if nothing is.
    func receiveText() -> String? {
        var text: String?
        _ = receive(text: &text)
        return text
    }
}
