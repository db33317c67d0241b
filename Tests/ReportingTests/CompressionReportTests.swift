import Results
import Testing

@testable import Reporting

@Suite struct CompressionReportTests {
    private func compressed() -> RunResult {
        var result = SampleResults.calm
        result.compression = ["permessage-deflate; server_no_context_takeover": 990, RunResult.noCompression: 10]
        result.phases[0].counters[.deflatedBytes] = 4_096_000
        result.phases[0].counters[.deflatedWireBytes] = 1_024_000
        return result
    }

    @Test func theReportSaysWhatWasAgreedOnAndSaved() {
        let lines = TerminalReport(compressed()).compression
        #expect(
            lines == [
                "Compression", "       990  permessage-deflate; server_no_context_takeover", "        10  none",
                " sent     3.91 MiB in 0.98 MiB, ratio 4.0",
            ])
        #expect(TerminalReport(SampleResults.calm).compression == [])
    }

    @Test func itIsSavedAndReadBack() throws {
        let folder = try TemporaryFolder()
        try ResultFolder.write(compressed(), to: folder.path)
        #expect(try ResultFolder.read(folder.path) == compressed())
    }
}
