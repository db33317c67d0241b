import Foundation

// Measures the figures of the engine beside a floor client, in one run; or, with --gates, only counts; or, with
// --codecs, makes the table of what SideBySide/ recorded.
var arguments = Array(CommandLine.arguments.dropFirst())
let isGate = arguments == ["--gates"]
let records = arguments.count >= 2 && arguments[0] == "--codecs" ? arguments[1] : nil
if records != nil { arguments.removeFirst(2) }
let output = arguments.count == 2 && arguments[0] == "--write" ? arguments[1] : nil
guard arguments.isEmpty || isGate || output != nil else {
    print("usage: Figures [--gates | [--codecs RECORDS] [--write FILE]]")
    exit(64)
}

do throws(FigureError) {
    if let records {
        let table = CodecTable(records: try CodecRecord.read(records))
        print(table.markdown)
        if let output { try MarkedPart(name: "codecs").write(table.markdown, to: output) }
        exit(0)
    }
    let server = try ServerProcess(processor: 1)
    defer { server.stop() }
    let measurements = Measurements(rounds: 5, server: server)
    var table = FiguresTable(figures: [])
    if isGate {
        table.figures = try measurements.gates()
    } else {
        table.figures += try measurements.lockstep()
        table.figures += try measurements.pipelined()
        table.figures += try measurements.idle()
        table.figures += try measurements.openLoad()
    }
    print(table.markdown)
    if let output { try MarkedPart(name: "figures").write(table.markdown, to: output) }
    if !table.figures.allSatisfy(\.isReached) {
        print(
            isGate
                ? "A gate is not reached: something allocates for each message, or replies went missing."
                : "A goal is not reached: measure again on an idle machine, then look at a profile.")
        server.stop()
        exit(1)
    }
} catch {
    print("Figures: \(error)")
    exit(1)
}
