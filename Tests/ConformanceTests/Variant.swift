import WebSocketProtocol

/// One of the ways in which a case is run; the outcome is the same in all.
struct Variant: CustomStringConvertible {
    /// Below what Muster's end runs.
    enum Place: String, CaseIterable {
        /// The codec alone, over bytes in memory.
        case memory = "in memory"
        /// A peer on its loop, over the loopback interface.
        case socket = "over a socket"
    }

    let role: Role
    let place: Place
    /// The largest number of bytes that arrive at once; nil for all.
    let chop: Int?

    var description: String {
        let feeding = chop.map { $0 == 1 ? "byte by byte" : "in chops of \($0)" } ?? "whole"
        return "as \(role), \(feeding), \(place.rawValue)"
    }

    static func all(_ roles: [Role], chops: [Int]) -> [Variant] {
        roles.flatMap { role in
            Place.allCases.flatMap { place in
                ([nil] + chops).map { Variant(role: role, place: place, chop: $0) }
            }
        }
    }
}
