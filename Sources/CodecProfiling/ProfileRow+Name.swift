import WebSocketProtocol

extension ProfileRow: CustomStringConvertible {
    /// The row's name, such as `decode/server/text-cjk/1KiB/whole/one-piece` or `encode/client/binary/20/whole`; rows with
    /// compression end in `/deflate`.
    public var name: String {
        var parts = [
            direction.rawValue, role == .client ? "client" : "server", payload.rawValue, Self.sizeName(messageBytes),
            framing.rawValue,
        ]
        if direction == .decode { parts.append(arrival.rawValue) }
        if isDeflated { parts.append("deflate") }
        return parts.joined(separator: "/")
    }

    /// The row's name.
    public var description: String { name }

    /// A size as names show it: 1,024 as `1KiB`, 1,048,576 as `1MiB`, 65,535 and 65,536 in full.
    static func sizeName(_ bytes: Int) -> String {
        switch bytes {
        case 1 << 10, 16 << 10: "\(bytes >> 10)KiB"
        case 1 << 20: "1MiB"
        default: "\(bytes)"
        }
    }
}
