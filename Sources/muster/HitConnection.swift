import ArgumentParser

/// How peers connect.
struct HitConnection: ParsableArguments {
    @Option(
        name: [.customShort("H"), .customLong("header")],
        help: ArgumentHelp("Header field of the opening handshake, 'Name: value'; may be repeated.", valueName: "field")
    )
    var headers: [String] = []

    @Option(
        name: [.customLong("subprotocol")],
        help: ArgumentHelp("Subprotocol to offer; may be repeated, most wanted first.", valueName: "name"))
    var subprotocols: [String] = []

    @Option(
        help: ArgumentHelp("Connections begun per second (default: all at once), such as 500/s.", valueName: "rate"))
    var connectRate: String?

    @Flag(help: "Offer to compress messages (permessage-deflate); what the server agrees to is reported.")
    var compress = false

    @Option(help: ArgumentHelp("zlib's level for --compress, 1 (fast) to 9 (small); 1 by default.", valueName: "level"))
    var compressLevel: Int?

    /// The header fields' names and values.
    var fields: [(name: String, value: String)] {
        headers.map { header in
            let parts = header.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]) : ""
            return (String(parts[0]), value.trimmingSpaces)
        }
    }

    func validate() throws {
        try CompressLevel.check(compressLevel, isCompressing: compress)
        for header in headers where !header.contains(":") {
            throw ValidationError("-H '\(header)' is not 'Name: value'")
        }
        var names: Set<String> = []
        for field in fields where !names.insert(field.name).inserted {
            throw ValidationError("-H: \(field.name) is given twice")
        }
    }
}

extension String {
    /// The text without spaces around it.
    fileprivate var trimmingSpaces: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
