import Testing

@testable import Reporting

@Suite struct FileSystemTests {
    @Test(arguments: [
        ("a/b/c", "a/b"), ("/a", "/"), ("/", "/"), ("a", ""), ("", ""), ("a/", ""), ("a//b", "a"), ("//a/b/", "//a"),
        ("./r", "."), ("é/ü", "é"),
    ])
    func aPathHasAParent(path: String, parent: String) {
        #expect(FileSystem.parent(of: path) == parent)
    }
}
