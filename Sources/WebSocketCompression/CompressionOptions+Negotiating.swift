public import WebSocketProtocol

extension CompressionOptions {
    /// What a client offers: permessage-deflate once, always with `client_max_window_bits`, so that the server may
    /// choose it (RFC 7692 section 7.1.2.2).
    public var offer: WebSocketExtension { offered.element }

    private var offered: DeflateExtension {
        var offer = DeflateExtension()
        offer.serverNoContextTakeover = serverNoContextTakeover
        offer.clientNoContextTakeover = clientNoContextTakeover
        offer.serverMaxWindowBits = serverMaxWindowBits
        offer.clientMaxWindowBits = clientMaxWindowBits.map { .bits($0) } ?? .withoutValue
        return offer
    }

    /// A client's judgement of what the server accepted: the parameters in force, or nil where it accepted nothing.
    ///
    /// `server_no_context_takeover` and `server_max_window_bits` were conditions where they were offered; the others are
    /// the server's to choose.
    ///
    /// - Throws: `CompressionError` for an answer that fails the connection (RFC 7692 section 7.1).
    public func judge(_ accepted: [WebSocketExtension]) throws(CompressionError) -> CompressionParameters? {
        let answers = accepted.filter { $0.name == DeflateExtension.name }
        guard let element = answers.first else { return nil }
        guard answers.count == 1 else { throw .acceptedTwice }
        let answer = try DeflateExtension(element)
        if serverNoContextTakeover, !answer.serverNoContextTakeover {
            throw .notRepeated(parameter: "server_no_context_takeover")
        }
        if let most = serverMaxWindowBits {
            guard let bits = answer.serverMaxWindowBits else { throw .notRepeated(parameter: "server_max_window_bits") }
            guard bits <= most else {
                throw .windowTooLarge(parameter: "server_max_window_bits", bits: bits, offered: most)
            }
        }
        var clientBits = clientMaxWindowBits ?? 15
        switch answer.clientMaxWindowBits {
        case .absent: break
        case .withoutValue: throw .invalidValue(parameter: "client_max_window_bits", value: nil)
        case .bits(let bits):
            guard bits <= clientBits else {
                throw .windowTooLarge(parameter: "client_max_window_bits", bits: bits, offered: clientBits)
            }
            clientBits = bits
        }
        return CompressionParameters(
            serverNoContextTakeover: answer.serverNoContextTakeover,
            // A client that has announced it does so, whatever the server repeats (section 7.1.1.2).
            clientNoContextTakeover: answer.clientNoContextTakeover || clientNoContextTakeover,
            serverMaxWindowBits: answer.serverMaxWindowBits ?? 15, clientMaxWindowBits: clientBits)
    }

    /// A server's choice among a client's offers: the first that it can keep to, with the answer to be sent, or nil.
    ///
    /// An offer is declined where it breaks RFC 7692 section 7.1, and where the client cannot be limited to the window
    /// that these options ask for.
    public func accept(_ offers: [WebSocketExtension]) -> (
        answer: WebSocketExtension, parameters: CompressionParameters
    )? {
        for element in offers where element.name == DeflateExtension.name {
            guard let offer = try? DeflateExtension(element), let answer = answer(to: offer) else { continue }
            var clientBits = 15
            if case .bits(let bits) = answer.clientMaxWindowBits { clientBits = bits }
            let parameters = CompressionParameters(
                serverNoContextTakeover: answer.serverNoContextTakeover,
                clientNoContextTakeover: answer.clientNoContextTakeover,
                serverMaxWindowBits: answer.serverMaxWindowBits ?? 15, clientMaxWindowBits: clientBits)
            return (answer.element, parameters)
        }
        return nil
    }

    private func answer(to offer: DeflateExtension) -> DeflateExtension? {
        var answer = DeflateExtension()
        answer.serverNoContextTakeover = offer.serverNoContextTakeover || serverNoContextTakeover
        answer.clientNoContextTakeover = offer.clientNoContextTakeover || clientNoContextTakeover
        answer.serverMaxWindowBits = [offer.serverMaxWindowBits, serverMaxWindowBits].compactMap(\.self).min()
        switch offer.clientMaxWindowBits {
        // It must not stand in the answer then (section 7.1.2.2).
        case .absent: if clientMaxWindowBits ?? 15 < 15 { return nil }
        case .withoutValue: answer.clientMaxWindowBits = clientMaxWindowBits.map { .bits($0) } ?? .absent
        case .bits(let bits): answer.clientMaxWindowBits = .bits(min(bits, clientMaxWindowBits ?? 15))
        }
        return answer
    }
}
