import WebSocketProtocol

/// The parameters of permessage-deflate in an offer or an answer, read by the words of RFC 7692 section 7.1 alone.
struct PlainTerms: Equatable {
    static let parameters = [
        "server_no_context_takeover", "client_no_context_takeover", "server_max_window_bits", "client_max_window_bits",
    ]
    private static let bits = ["8", "9", "10", "11", "12", "13", "14", "15"]

    /// Each parameter that is there, with its value or an empty text.
    let values: [String: String]

    /// Nil where an element is not what an offer may be; in an answer `client_max_window_bits` needs its value.
    init?(_ element: WebSocketExtension, isAnswer: Bool) {
        guard element.name == "permessage-deflate" else { return nil }
        var values: [String: String] = [:]
        for parameter in element.parameters {
            guard Self.parameters.contains(parameter.name), values[parameter.name] == nil else { return nil }
            let isFlag = parameter.name.hasSuffix("takeover")
            let mayBeBare = isFlag || (parameter.name == "client_max_window_bits" && !isAnswer)
            if let value = parameter.value {
                guard !isFlag, Self.bits.contains(value) else { return nil }
            } else {
                guard mayBeBare else { return nil }
            }
            values[parameter.name] = parameter.value ?? ""
        }
        self.values = values
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// The largest window that a parameter leaves; 15 bits where it is not there or has no value.
    func window(_ name: String) -> Int { values[name].flatMap { Int($0) } ?? 15 }

    /// Whether a server may answer so to such an offer.
    func mayAnswer(_ offer: PlainTerms) -> Bool {
        let (server, client) = ("server_max_window_bits", "client_max_window_bits")
        return (has("server_no_context_takeover") || !offer.has("server_no_context_takeover"))
            && (!offer.has(server) || (has(server) && window(server) <= offer.window(server)))
            && (!has(client) || (offer.has(client) && window(client) <= offer.window(client)))
    }
}
