/// One row of permessage-deflate: messages of JSON that are alike but not the same.
struct DeflateCase: Sendable {
    let bytes: Int
    let takesOverContext: Bool
    /// The codec that Muster is measured against, and how much slower than it Muster may be.
    let rival: String
    let goal: Double

    /// As many messages as fill 256 KiB.
    var count: Int { (256 << 10) / bytes }

    /// What a payload may take at most.
    var room: Int { bytes + 64 }

    var name: String {
        let size = bytes < 1_024 ? "\(bytes) B" : "\(bytes >> 10) KiB"
        return "deflate level 1, \(takesOverContext ? "takeover" : "no takeover"), \(size) JSON"
    }

    /// All messages, one behind another.
    var messages: [UInt8] {
        var state: UInt64 = 42
        func number(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        let symbols = ["AAPL", "MSFT", "GOOG", "AMZN", "NVDA", "TSLA", "META", "INTC"]
        let sides = ["buy", "sell"]
        var messages: [UInt8] = []
        for _ in 0..<count {
            var message: [UInt8] = []
            while message.count < bytes {
                let symbol = symbols[Int(number(8))]
                let trade =
                    #"{"type":"trade","id":\#(number(100_000_000)),"symbol":"\#(symbol)","#
                    + #""price":\#(number(1_000)).\#(number(90) + 10),"quantity":\#(number(5_000)),"#
                    + #""side":"\#(sides[Int(number(2))])","time":\#(1_700_000_000_000 + number(86_400_000))},"#
                message += Array(trade.utf8)
            }
            messages += message[..<bytes]
        }
        return messages
    }

    static let all = [
        DeflateCase(bytes: 200, takesOverContext: true, rival: "zlib", goal: 1.05),
        DeflateCase(bytes: 200, takesOverContext: false, rival: "libdeflate", goal: 1.1),
        DeflateCase(bytes: 4 << 10, takesOverContext: false, rival: "libdeflate", goal: 1.1),
    ]
}
