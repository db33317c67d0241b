/// The state of an object that one queue owns, in memory of its own and without run-time checks for exclusive access.
///
/// Those checks (`swift_beginAccess`) cost as much as everything else that a small message needs in user space. They
/// are not needed where the state's owner never calls foreign code while it has access to a part of it, and where
/// that queue alone touches it: whoever uses this type makes sure of both.
@safe
@frozen
public struct OwnedState<State> {
    @usableFromInline
    let pointer: UnsafeMutablePointer<State>

    /// Moves a state into memory of its own.
    @inlinable
    public init(_ state: consuming State) {
        unsafe pointer = .allocate(capacity: 1)
        unsafe pointer.initialize(to: state)
    }

    /// Ends the state and frees its memory; to be called once, when the owner ends.
    @inlinable
    public func deallocate() {
        unsafe pointer.deinitialize(count: 1)
        unsafe pointer.deallocate()
    }

    /// The state, in place.
    @inlinable
    public var state: State {
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
