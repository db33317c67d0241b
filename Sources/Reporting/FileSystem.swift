import Foundation

/// What saving and loading need of the file system, with the system's own words for what goes wrong.
public enum FileSystem {
    /// Creates the folder and those above it, unless they are there.
    static func createFolder(_ path: String) throws(ReportError) {
        // From the top down, so that the reason is that of the first folder that could not be made.
        var missing = [path]
        while let parent = missing.last.map({ self.parent(of: $0) }), !parent.isEmpty,
            parent != missing.last, !isFolder(parent)
        {
            missing.append(parent)
        }
        for folder in missing.reversed() {
            guard unsafe mkdir(folder, 0o755) != 0 else { continue }
            let number = errno
            guard number == EEXIST, isFolder(folder) else {
                throw .unwritable(path: path, reason: systemErrorText(number == EEXIST ? ENOTDIR : number))
            }
        }
    }

    /// Creates the folder, and those above it unless they are there; false if something has its name already.
    ///
    /// Of several processes that claim one folder only one is told that it is its own.
    public static func claimFolder(_ path: String) throws(ReportError) -> Bool {
        while true {
            let parent = parent(of: path)
            if !parent.isEmpty { try createFolder(parent) }
            if unsafe mkdir(path, 0o755) == 0 { return true }
            let number = errno
            if number == EEXIST { return false }
            // Another process may have removed the one above in between.
            guard number == ENOENT, !parent.isEmpty, !isFolder(parent) else {
                throw .unwritable(path: path, reason: systemErrorText(number))
            }
        }
    }

    /// The folder that holds what is at that path: `a/b` for `a/b/c`, `/` for `/a` and `/`, empty for `a`.
    ///
    /// Foundation's own `deletingLastPathComponent` crashes on a path of one character.
    static func parent(of path: String) -> String {
        var rest = Substring(path)
        while rest.count > 1, rest.last == "/" { rest.removeLast() }
        guard let slash = rest.lastIndex(of: "/") else { return "" }
        rest = rest[..<slash]
        while rest.last == "/" { rest.removeLast() }
        return rest.isEmpty ? "/" : String(rest)
    }

    /// The file's bytes.
    public static func contents(_ path: String) throws(ReportError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(path: path) : .unreadable(path: path, reason: systemErrorText(errno))
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count > 0 {
                bytes += chunk[..<count]
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw .unreadable(path: path, reason: systemErrorText(errno))
            }
        }
    }

    /// Removes the file if it is there.
    static func remove(_ path: String) {
        unsafe unlink(path)
    }

    /// True if there is a folder at that path.
    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
