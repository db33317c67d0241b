import Foundation
import Testing

@testable import Reporting

@Suite struct AtomicFileTests {
    private func save(_ text: String, to path: String) throws {
        let file = try AtomicFile(path: path)
        try file.write(Array(text.utf8))
        try file.commit()
    }

    private func names(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func aFileAppearsWhenItIsWhole() throws {
        let folder = try TemporaryFolder()
        let file = try AtomicFile(path: "\(folder.path)/a")
        try file.write([1])
        #expect(try names(folder) != ["a"])
        try file.commit()
        #expect(try names(folder) == ["a"])
        #expect(try folder.read("a") == [1])
    }

    @Test func whatIsNotCommittedLeavesTheOldFile() throws {
        let folder = try TemporaryFolder()
        try folder.write([7], to: "a")
        do {
            let file = try AtomicFile(path: "\(folder.path)/a")
            try file.write([1, 2])
        }
        #expect(try names(folder) == ["a"])
        #expect(try folder.read("a") == [7])
    }

    @Test func aLinkStaysAndItsTargetIsReplaced() throws {
        let folder = try TemporaryFolder()
        try folder.write([7], to: "target")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link", withDestinationPath: "target")
        try save("new", to: "\(folder.path)/link")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/link") == "target")
        #expect(try folder.read("target") == Array("new".utf8))
        #expect(try names(folder) == ["link", "target"])
    }

    @Test func aPipeIsWrittenToAndStaysOne() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/pipe"
        try #require(unsafe mkfifo(path, 0o600) == 0)
        // Open at both ends, so that neither waits for the other.
        let reader = unsafe open(path, O_RDWR | O_NONBLOCK)
        try #require(reader >= 0)
        defer { close(reader) }
        try save("through", to: path)
        var bytes = [UInt8](repeating: 0, count: 16)
        #expect(unsafe read(reader, &bytes, 16) == 7)
        #expect(bytes.prefix(7) == Array("through".utf8)[...])
        #expect(FileSystem.isSpecial(path))
        #expect(try names(folder) == ["pipe"])
    }

    @Test func aFullDeviceIsAnErrorAndStaysADevice() throws {
        let error = #expect(throws: ReportError.self) { try save("x", to: "/dev/full") }
        guard case .unwritable("/dev/full", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(FileSystem.isSpecial("/dev/full"))
    }
}
