public import Scenarios
public import WebSocketCompression

extension CompressionOptions {
    /// What a scenario's target says, for its peers and for an embedded server.
    public init(_ compression: Compression) {
        self.init(
            level: compression.level, memoryLevel: compression.memoryLevel, minimumSize: compression.minimumSize,
            serverNoContextTakeover: compression.serverNoContextTakeover,
            clientNoContextTakeover: compression.clientNoContextTakeover,
            serverMaxWindowBits: compression.serverMaxWindowBits, clientMaxWindowBits: compression.clientMaxWindowBits,
            isRequired: compression.isRequired)
    }
}
