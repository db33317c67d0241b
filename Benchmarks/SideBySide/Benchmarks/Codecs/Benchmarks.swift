import Benchmark

let benchmarks: @Sendable () -> Void = {
    var place = 0
    func placed(_ record: Record) -> Record {
        var record = record
        record.place = place
        place += 1
        return record
    }
    func register(_ record: Record, codecs: [String], lanes: @escaping () throws -> [Lane]) {
        Rounds.register(placed(record), codecs: codecs, lanes: lanes)
    }
    for codecCase in CodecCase.all {
        let codecs = [
            "Muster", "Muster, its own keys", "wslay, frame API", "wslay, event API", "NIOWebSocket",
            "FlyingFox, over a socket", "picows", "websockets",
        ]
        register(Record(codecCase), codecs: codecs) {
            try MusterLanes.lanes(for: codecCase) + WslayLanes.lanes(for: codecCase) + NIOLanes.lanes(for: codecCase)
                + FlyingFoxLanes.lanes(for: codecCase) + PythonLanes.lanes(for: codecCase)
        }
    }
    for textCase in TextCase.all {
        register(Record(textCase), codecs: ["Muster", "UTF8Span(validating:)", "String(validating:)"]) {
            TextLanes.lanes(for: textCase)
        }
    }
    for deflateCase in DeflateCase.all {
        register(Record(deflateCase), codecs: ["Muster", "zlib", "libdeflate"]) {
            DeflateLanes.lanes(for: deflateCase)
        }
    }
    for contextCase in ContextCase.all { ContextBytes.register(placed(Record(contextCase)), for: contextCase) }
}
