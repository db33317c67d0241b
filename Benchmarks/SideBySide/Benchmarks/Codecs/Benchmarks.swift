import Benchmark

let benchmarks: @Sendable () -> Void = {
    for (place, codecCase) in CodecCase.all.enumerated() {
        let record = Record(
            place: place, name: codecCase.name, bytes: codecCase.payload.count, goal: codecCase.goal, isRate: false,
            codecs: [])
        let codecs = [
            "Muster", "Muster, its own keys", "wslay, frame API", "wslay, event API", "NIOWebSocket",
            "FlyingFox, over a socket", "picows", "websockets",
        ]
        Rounds.register(record, codecs: codecs) {
            MusterLanes.lanes(for: codecCase) + WslayLanes.lanes(for: codecCase) + NIOLanes.lanes(for: codecCase)
                + FlyingFoxLanes.lanes(for: codecCase) + PythonLanes.lanes(for: codecCase)
        }
    }
    for (place, textCase) in TextCase.all.enumerated() {
        let record = Record(
            place: CodecCase.all.count + place, name: textCase.name, bytes: textCase.text.count, goal: textCase.goal,
            isRate: true, codecs: [])
        Rounds.register(record, codecs: ["Muster", "UTF8Span(validating:)", "String(validating:)"]) {
            TextLanes.lanes(for: textCase)
        }
    }
}
