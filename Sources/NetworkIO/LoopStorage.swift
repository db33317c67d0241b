/// The memory of an `EventLoop`'s state, without run-time checks for exclusive access.
///
/// Those checks cost as much as the rest of an iteration's user space. They are not needed: `LoopState` calls no code
/// from outside of this module, so that no access can begin while another one is running.
@safe
@usableFromInline
struct LoopStorage {
    @usableFromInline
    let pointer: UnsafeMutablePointer<LoopState>

    init(_ state: LoopState) {
        unsafe pointer = .allocate(capacity: 1)
        unsafe pointer.initialize(to: state)
    }

    /// Ends the state and frees its memory; to be called once, by the owner.
    func deallocate() {
        unsafe pointer.deinitialize(count: 1)
        unsafe pointer.deallocate()
    }

    @inlinable
    var state: LoopState {
        @inline(__always)
        _read {
            yield unsafe pointer.pointee
        }
        @inline(__always)
        nonmutating _modify {
            yield unsafe &pointer.pointee
        }
    }
}
