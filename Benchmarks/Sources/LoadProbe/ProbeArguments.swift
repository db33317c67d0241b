import Scenarios

/// What a probe is told on its command line.
struct ProbeArguments {
    var port: UInt16
    var peers: Int
    var payloadBytes: Int
    /// Messages in flight a peer; 0 where there is a rate.
    var window: Int
    /// Messages a second of all peers; 0 where there is a window.
    var rate: Double
    var seconds: Double
    var processor: Int
    /// How messages are compressed, if they are.
    var compression: Compression?

    init?(_ words: [String]) {
        guard (7...8).contains(words.count), let port = UInt16(words[0]), let peers = Int(words[1]),
            let bytes = Int(words[2]),
            let window = Int(words[3]), let rate = Double(words[4]), let seconds = Double(words[5]),
            let processor = Int(words[6]), window > 0 || rate > 0
        else { return nil }
        self.port = port
        self.peers = peers
        payloadBytes = bytes
        self.window = window
        self.rate = rate
        self.seconds = seconds
        self.processor = processor
        switch words.dropFirst(7).first {
        case nil: break
        case "takeover"?: compression = Compression(minimumSize: 0, isRequired: true)
        case "no-takeover"?:
            compression = Compression(
                minimumSize: 0, serverNoContextTakeover: true, clientNoContextTakeover: true, isRequired: true)
        default: return nil
        }
    }
}
