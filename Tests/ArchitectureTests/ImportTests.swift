import Testing

/// The module map of ARCHITECTURE.md, held against every `import` of the sources.
@Suite struct ImportTests {
    /// What each target may import; nothing else.
    static let allowed: [String: Set<String>] = [
        "WebSocketProtocol": ["CWideVectors"],
        "NetworkIO": ["CLinux", "Dispatch", "Glibc", "Synchronization"],
        "Scenarios": ["CJansson", "WebSocketProtocol", "Glibc"],
        "WebSocketCompression": ["WebSocketProtocol", "CZlib", "CDeflate"],
        "WebSocketPeers": ["WebSocketCompression", "WebSocketProtocol", "NetworkIO"],
        "Results": ["Scenarios", "Histogram"],
        "LoadEngine": [
            "WebSocketPeers", "WebSocketCompression", "WebSocketProtocol", "NetworkIO", "Scenarios", "Results",
            "Dispatch",
            "Glibc",
            "Synchronization",
        ],
        "TargetServers": ["WebSocketPeers", "WebSocketProtocol", "NetworkIO", "Dispatch"],
        "Reporting": ["Results", "Scenarios", "CZlib", "Foundation"],
        "CodecProfiling": [
            "WebSocketCompression", "WebSocketProtocol", "Reporting", "CAllocationCounter", "CCallgrindMarks",
            "ArgumentParser", "Foundation",
        ],
        "muster": [
            "CodecProfiling", "LoadEngine", "Reporting", "TargetServers", "WebSocketPeers", "WebSocketCompression",
            "WebSocketProtocol", "NetworkIO", "Results", "Scenarios", "CAllocationCounter", "ArgumentParser",
            "Dispatch",
            "Foundation", "Synchronization",
        ],
    ]

    @Test func `every import is an arrow of the module map`() throws {
        let files = try SourceTree.files(below: "Sources")
        #expect(Set(files.map(\.target)) == Set(Self.allowed.keys), "each target has its row in the map")
        for file in files {
            for module in file.imports {
                #expect(
                    Self.allowed[file.target]?.contains(module) == true,
                    "\(file) imports \(module), which \(file.target) may not")
            }
        }
    }

    @Test func `the reader of imports sees every form of import`() {
        let lines = [
            "import Plain", "public import Public", "@testable import Tested", "@preconcurrency internal import Both",
            "import struct Module.Name", "    import Indented", "// import Commented", "let important = import_it",
        ]
        let file = SourceTree.File(path: "Sources/X/X.swift", lines: lines)
        #expect(file.imports == ["Plain", "Public", "Tested", "Both", "Module", "Indented"])
    }
}
