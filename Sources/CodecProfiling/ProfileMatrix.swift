import WebSocketProtocol

/// The rows that there are.
public enum ProfileMatrix {
    /// The sizes of messages in bytes: empty, tiny, a chat line, both sides of each length form's limit, and large.
    public static let sizes = [0, 1, 20, 125, 126, 1 << 10, 16 << 10, 65_535, 65_536, 1 << 20]

    /// Every row, in the order of the tables: 1,256.
    public static let all: [ProfileRow] = {
        var rows: [ProfileRow] = []
        for isDeflated in [false, true] {
            for direction in ProfileRow.Direction.allCases {
                for role in [Role.server, .client] {
                    for payload in PayloadShape.allCases {
                        rows += rowsOfSizes(direction, role, payload, isDeflated: isDeflated)
                    }
                }
            }
        }
        return rows
    }()

    /// What is measured unless rows are chosen: a row for each thing that costs a codec something, in under a minute.
    public static let standard: [ProfileRow] = all.filter { row in
        if row.isDeflated {
            return row.payload == .ascii && [1 << 10, 16 << 10].contains(row.messageBytes) && row.isMasked
                && row.framing == .whole && row.arrival == .onePiece
        }
        switch (row.payload, row.framing, row.arrival) {
        case (.binary, .whole, .onePiece):
            return true
        case (.ascii, .whole, .onePiece):
            return row.direction == .decode && row.role == .server
        case (_, .whole, .onePiece):
            return row.direction == .decode && row.role == .server && [1 << 10, 65_536].contains(row.messageBytes)
        default:
            return [.binary, .cjk].contains(row.payload) && row.messageBytes == 1 << 10 && row.isMasked
        }
    }

    /// The row of that name.
    public static func row(named name: String) -> ProfileRow? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static func rowsOfSizes(
        _ direction: ProfileRow.Direction, _ role: Role, _ payload: PayloadShape, isDeflated: Bool
    ) -> [ProfileRow] {
        let arrivals = direction == .decode ? ProfileRow.Arrival.allCases : [.onePiece]
        return sizes.flatMap { size in
            ProfileRow.Framing.allCases.flatMap { framing -> [ProfileRow] in
                // Below 20 bytes there is nothing to tell scripts or fragments apart by.
                guard size >= 20 || (framing == .whole && (payload == .binary || payload == .ascii)) else { return [] }
                return arrivals.compactMap { arrival in
                    guard size > 0 || arrival != .segments else { return nil }
                    // How much there is to cut into fragments is known only once it is compressed.
                    guard !isDeflated || direction == .decode || framing == .whole else { return nil }
                    return ProfileRow(direction, role, payload, size, framing, arrival, isDeflated: isDeflated)
                }
            }
        }
    }
}
