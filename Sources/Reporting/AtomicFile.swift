import Foundation

/// A file that appears under its name only once it is whole and on the disk.
///
/// It is written under a temporary name in the same folder; an instance that goes away uncommitted removes it. A
/// symbolic link stays, and what it points to is replaced; a device or a pipe is written to as it is.
/// Not safe for use from several threads at once.
public final class AtomicFile {
    /// The name that the file will have.
    public let path: String
    /// The same without symbolic links, and where it is written until then; nil where nothing is to be renamed.
    private let places: (final: String, temporary: String)?
    private var descriptor: Int32

    /// Creates the temporary file; the folder must exist.
    public init(path: String) throws(ReportError) {
        self.path = path
        let final = FileSystem.resolvingLinks(path)
        if FileSystem.isSpecial(final) {
            places = nil
            descriptor = unsafe open(final, O_WRONLY | O_CLOEXEC)
        } else {
            let temporary = "\(final).\(getpid()).tmp"
            places = (final, temporary)
            descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        }
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { discard() }

    /// Removes the temporary file; does nothing after a commit.
    func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        if let places { unsafe unlink(places.temporary) }
    }

    /// Appends bytes.
    public func write(_ bytes: [UInt8]) throws(ReportError) {
        var offset = 0
        while offset < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + offset }, buffer.count - offset)
            }
            if written > 0 {
                offset += written
            } else if written == 0 || errno != EINTR {
                throw Self.failure(path)
            }
        }
    }

    /// Makes sure that everything is on the disk, then gives the file its name.
    public func commit() throws(ReportError) {
        guard fsync(descriptor) == 0 || places == nil else { throw Self.failure(path) }
        let finished = descriptor
        descriptor = -1
        let isClosed = close(finished) == 0
        guard let places else {
            if !isClosed { throw Self.failure(path) }
            return
        }
        guard isClosed, unsafe rename(places.temporary, places.final) == 0 else {
            let failure = Self.failure(path)
            unsafe unlink(places.temporary)
            throw failure
        }
        let parent = FileSystem.parent(of: places.final)
        let folder = unsafe open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            // The name itself is on the disk only once the folder is; a file system that cannot do this says so here
            // and there is nothing left to do about it.
            fsync(folder)
            close(folder)
        }
    }

    private static func failure(_ path: String) -> ReportError {
        .unwritable(path: path, reason: systemErrorText(errno))
    }
}
