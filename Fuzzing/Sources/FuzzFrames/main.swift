import FuzzDriver
import Glibc
import WebSocketProtocol

// Four bytes choose role, limits and cuts; the rest is what arrives.
exit(
    Fuzzer.run { input in
        var choices = Choices(input)
        let flags = choices.byte()
        let limits = MessageLimits(
            maximumMessageBytes: choices.of([16 << 20, 0, 1, 16, 125, 126, 1000, 65_535, .max]),
            maximumFrameBytes: flags & 8 == 0 ? .max : choices.of([0, 1, 20, 125, 126, 300, 65_536]),
            maximumFragments: flags & 16 == 0 ? 1 << 20 : choices.of([1, 2, 3]))
        let role: Role = flags & 1 == 0 ? .client : .server
        var decoder = FrameDecoder(role: role, limits: limits, validatesText: flags & 2 == 0)
        decoder.acceptsCompression = flags & 4 != 0
        let ways = Cuts.ways(choices.rest.count - 1, choice: choices.byte())
        let stream = Array(choices.rest)

        let runs = ways.enumerated().map { index, cuts in
            var run = ObservedDecoder(decoder, limits: limits)
            Cuts.forEachPiece(of: stream, cuts) { run.feed($0, margin: index == 0 ? 0 : 24) }
            return run
        }
        for run in runs.dropFirst() {
            Fuzzer.expect(
                run.outcomes == runs[0].outcomes && run.compressed == runs[0].compressed,
                "whole: \(runs[0].outcomes), in pieces: \(run.outcomes)")
        }
        // The oracle does not know compression.
        guard !decoder.acceptsCompression else { return }
        let expected = OracleDecoder(role: role, limits: limits, validatesText: flags & 2 == 0).decode(stream)
        Fuzzer.expect(runs[0].outcomes == expected, "decoded: \(runs[0].outcomes), expected: \(expected)")
    })
