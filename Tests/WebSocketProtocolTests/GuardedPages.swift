import Glibc

/// Readable and writable pages between two that trap: a loop that touches a byte outside what it was given dies.
@safe
struct GuardedPages: ~Copyable {
    private static let page = 4096
    private let mapping: UnsafeMutableRawPointer
    /// The bytes between the pages that trap.
    let bytes: UnsafeMutableRawBufferPointer

    init(pages: Int = 2) {
        let size = (pages + 2) * Self.page
        let mapping = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapping = unsafe mapping, unsafe mapping != MAP_FAILED,
            unsafe mprotect(mapping, Self.page, PROT_NONE) == 0,
            unsafe mprotect(mapping + size - Self.page, Self.page, PROT_NONE) == 0
        else { fatalError("no guarded pages") }
        unsafe self.mapping = mapping
        unsafe bytes = UnsafeMutableRawBufferPointer(start: mapping + Self.page, count: pages * Self.page)
    }

    deinit { _ = unsafe munmap(mapping, bytes.count + 2 * Self.page) }

    /// Calls with the same bytes at the beginning of the pages and at their end.
    func withBothEnds(_ content: [UInt8], _ body: (UnsafeMutablePointer<UInt8>, String) -> Void) {
        for (start, name) in [(0, "begins a page"), (unsafe bytes.count - content.count, "ends a page")] {
            guard let place = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
            for index in content.indices { unsafe place[start + index] = content[index] }
            unsafe body(place + start, name)
        }
    }
}
