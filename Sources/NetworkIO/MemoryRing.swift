/// The bytes of one direction of a link, first in, first out; without memory of its own while it is empty.
@safe
struct MemoryRing {
    private var memory = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var head = 0
    /// Bytes in the ring.
    private(set) var count = 0

    /// Whether it holds neither bytes nor memory for them.
    var isEmpty: Bool { unsafe count == 0 && memory.count == 0 }

    /// Appends bytes for which there is room: with those in the ring at most `MemoryBuffers.largest`.
    mutating func append(_ bytes: RawSpan, _ buffers: inout MemoryBuffers) {
        let added = bytes.byteCount
        guard added > 0 else { return }
        if unsafe count + added > memory.count { grow(to: count + added, &buffers) }
        let start = unsafe (head &+ count) & (memory.count &- 1)
        let first = unsafe min(added, memory.count &- start)
        unsafe bytes.withUnsafeBytes { source in
            unsafe copy(source, from: 0, count: first, to: start)
            if first < added { unsafe copy(source, from: first, count: added &- first, to: 0) }
        }
        count &+= added
    }

    /// Moves at most `limit` of the oldest bytes to `target[offset...]`; returns how many.
    mutating func take(
        atMost limit: Int, into target: inout MutableRawSpan, at offset: Int, _ buffers: inout MemoryBuffers
    ) -> Int {
        let taken = min(limit, count, target.byteCount &- offset)
        guard taken > 0 else { return 0 }
        let first = unsafe min(taken, memory.count &- head)
        unsafe target.withUnsafeMutableBytes { target in
            let room = unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset...])
            unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[head..<head &+ first]))
            if first < taken {
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[first...])
                unsafe rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<(taken &- first)]))
            }
        }
        unsafe head = (head &+ taken) & (memory.count &- 1)
        count &-= taken
        if count == 0 { removeAll(&buffers) }
        return taken
    }

    /// Drops what is in the ring, and gives its memory back.
    mutating func removeAll(_ buffers: inout MemoryBuffers) {
        if unsafe memory.count > 0 { unsafe buffers.giveBack(memory) }
        unsafe memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        head = 0
        count = 0
    }

    private func copy(_ source: UnsafeRawBufferPointer, from start: Int, count: Int, to place: Int) {
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[place...])
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<start &+ count]))
    }

    private mutating func grow(to byteCount: Int, _ buffers: inout MemoryBuffers) {
        let larger = unsafe buffers.take(atLeast: byteCount)
        let first = unsafe min(count, memory.count &- head)
        unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[head..<head &+ first]))
        if first < count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: larger[first...])
            unsafe rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<(count &- first)]))
        }
        if unsafe memory.count > 0 { unsafe buffers.giveBack(memory) }
        unsafe memory = larger
        head = 0
    }
}
