import WebSocketCompression

/// How Muster's end is set to compress in a case of the handshake, in the words of RFC 7692 section 7.1.
struct CaseCompression: Decodable {
    private enum Keys: String, CodingKey, CaseIterable {
        case serverNoContextTakeover = "server_no_context_takeover"
        case clientNoContextTakeover = "client_no_context_takeover"
        case serverMaxWindowBits = "server_max_window_bits"
        case clientMaxWindowBits = "client_max_window_bits"
        case required
    }

    let options: CompressionOptions

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        func flag(_ key: Keys) throws -> Bool { try values.decodeIfPresent(Bool.self, forKey: key) ?? false }
        options = CompressionOptions(
            minimumSize: 0, serverNoContextTakeover: try flag(.serverNoContextTakeover),
            clientNoContextTakeover: try flag(.clientNoContextTakeover),
            serverMaxWindowBits: try values.decodeIfPresent(Int.self, forKey: .serverMaxWindowBits),
            clientMaxWindowBits: try values.decodeIfPresent(Int.self, forKey: .clientMaxWindowBits),
            isRequired: try flag(.required))
    }
}
