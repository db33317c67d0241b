/// What a codec was measured at, as a file keeps it: the names here are the names there, see `docs/codec.md`.
struct Profile: Codable, Equatable {
    /// Tells the file from other JSON.
    var kind = Self.kind
    /// Version of the format.
    var format = Self.formatVersion
    /// The program, with the version of Muster that it measures by.
    var tool: Named
    var codec: Named
    var startedAt: String
    var seed: UInt64
    var environment: Surroundings
    var rows: [Row]

    static let kind = "muster-codec-profile"
    static let formatVersion = 1

    struct Named: Codable, Equatable {
        var name: String
        var version: String
    }

    struct Row: Codable, Equatable {
        var name: String
        /// Why the codec does not do the row; there are no numbers then.
        var refused: String?
        /// Messages in a pass.
        var messages: Int?
        /// Payload bytes of a message.
        var payloadBytes: Int?
        /// Allocations of a pass in steady state; absent where they are not counted.
        var allocations: UInt64?
        /// Instructions of a pass in steady state; absent unless asked for.
        var instructions: UInt64?
        /// Nanoseconds a message; absent where only counts were asked for.
        var nanoseconds: TimeSummary?
    }
}
