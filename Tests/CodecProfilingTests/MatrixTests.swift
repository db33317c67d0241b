import Testing

@testable import CodecProfiling

/// The rows and their names.
@Suite struct MatrixTests {
    @Test func `names are unique and lead back to their rows`() {
        let names = ProfileMatrix.all.map(\.name)
        #expect(Set(names).count == names.count)
        for row in ProfileMatrix.all { #expect(ProfileMatrix.row(named: row.name) == row) }
        #expect(ProfileMatrix.row(named: "decode/server/text-cjk/2KiB/whole/one-piece") == nil)
    }
}
