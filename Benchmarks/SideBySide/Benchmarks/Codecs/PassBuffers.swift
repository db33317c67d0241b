/// The bytes of a case, and a buffer that a pass may overwrite: refilled before each pass, as a read would fill it.
@safe
final class PassBuffers {
    /// Of use to C as well.
    let wire: UnsafeMutableRawBufferPointer
    private let pristine: [UInt8]

    init(_ wire: [UInt8]) {
        pristine = wire
        unsafe self.wire = .allocate(byteCount: wire.count, alignment: 64)
        refill()
    }

    deinit { unsafe wire.deallocate() }

    var count: Int { pristine.count }

    var contents: [UInt8] { unsafe Array(wire) }

    func refill() { unsafe wire.copyBytes(from: pristine) }

    func clear() { _ = unsafe wire.initializeMemory(as: UInt8.self, repeating: 0) }

    /// Makes the last byte one that no text may hold.
    func spoilLast() { unsafe wire[wire.count - 1] = 0xff }

    @inline(__always)
    func withBytes<Result>(_ body: (inout MutableRawSpan) -> Result) -> Result {
        var bytes = unsafe MutableRawSpan(_unsafeBytes: wire)
        return body(&bytes)
    }
}
