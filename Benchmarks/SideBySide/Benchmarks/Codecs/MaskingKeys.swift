import WebSocketProtocol

/// The masking keys that every encoder gets whose API takes them: made beforehand, so that none is charged for random
/// numbers. A power of two, so that a pass may go round.
enum MaskingKeys {
    static let all: [UInt32] = {
        var generator = MaskingKeyGenerator(seed: Array("side by side".utf8))
        return (0..<4_096).map { _ in generator.next().bits }
    }()
}
