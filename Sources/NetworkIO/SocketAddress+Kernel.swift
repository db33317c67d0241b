import CLinux

/// The kernel's form of an address: the only file that lays out `sockaddr` structures.
extension SocketAddress {
    /// The address family constant of the system calls.
    var kernelFamily: Int32 {
        switch family {
        case .ipv4: AF_INET
        case .ipv6: AF_INET6
        case .unix: AF_UNIX
        }
    }

    /// Calls `body` with the kernel's form and its length in bytes.
    func withKernelForm<R>(_ body: (UnsafePointer<sockaddr_storage>, socklen_t) -> R) -> R {
        var storage = sockaddr_storage()
        let length = unsafe withUnsafeMutableBytes(of: &storage) { unsafe write(to: $0) }
        return unsafe withUnsafePointer(to: storage) { unsafe body($0, socklen_t(length)) }
    }

    /// Writes the kernel's form and returns its length in bytes.
    private func write(to bytes: UnsafeMutableRawBufferPointer) -> Int {
        switch location {
        case .ipv4(let bits):
            var form = sockaddr_in()
            form.sin_family = sa_family_t(AF_INET)
            form.sin_port = port.bigEndian
            form.sin_addr.s_addr = bits.bigEndian
            unsafe bytes.storeBytes(of: form, as: sockaddr_in.self)
            return MemoryLayout<sockaddr_in>.size
        case .ipv6(let address, let scope):
            var form = sockaddr_in6()
            form.sin6_family = sa_family_t(AF_INET6)
            form.sin6_port = port.bigEndian
            unsafe withUnsafeMutableBytes(of: &form.sin6_addr) {
                unsafe $0.storeBytes(of: address, as: SIMD16<UInt8>.self)
            }
            form.sin6_scope_id = scope
            unsafe bytes.storeBytes(of: form, as: sockaddr_in6.self)
            return MemoryLayout<sockaddr_in6>.size
        case .unix(let path):
            let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
            unsafe bytes.storeBytes(of: sa_family_t(AF_UNIX), as: sa_family_t.self)
            var end = start
            for byte in path.utf8 {
                unsafe bytes[end] = byte
                end += 1
            }
            // A path ends with a NUL (the storage is zeroed); an abstract name is as long as it is.
            return path.utf8.first == 0 ? end : end + 1
        }
    }

    /// Reads what the kernel wrote: `fill` gets the storage and its capacity, and returns whether it succeeded.
    static func read(
        _ fill: (UnsafeMutablePointer<sockaddr_storage>, UnsafeMutablePointer<socklen_t>) -> Bool
    ) -> SocketAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        guard unsafe fill(&storage, &length) else { return nil }
        return unsafe withUnsafeBytes(of: storage) { unsafe SocketAddress(kernelForm: $0, length: Int(length)) }
    }

    /// The address in `length` bytes of the kernel's form; nil for other families or too few bytes.
    init?(kernelForm bytes: UnsafeRawBufferPointer, length: Int) {
        guard length >= MemoryLayout<sa_family_t>.size, length <= bytes.count else { return nil }
        switch Int32(unsafe bytes.loadUnaligned(as: sa_family_t.self)) {
        case AF_INET:
            guard length >= MemoryLayout<sockaddr_in>.size else { return nil }
            let form = unsafe bytes.loadUnaligned(as: sockaddr_in.self)
            self.init(location: .ipv4(UInt32(bigEndian: form.sin_addr.s_addr)), port: UInt16(bigEndian: form.sin_port))
        case AF_INET6:
            guard length >= MemoryLayout<sockaddr_in6>.size else { return nil }
            let form = unsafe bytes.loadUnaligned(as: sockaddr_in6.self)
            let address = unsafe withUnsafeBytes(of: form.sin6_addr) { unsafe $0.loadUnaligned(as: SIMD16<UInt8>.self) }
            self.init(
                location: .ipv6(address, scope: form.sin6_scope_id), port: UInt16(bigEndian: form.sin6_port))
        case AF_UNIX:
            let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
            var path = unsafe Array(bytes[min(start, length)..<length])
            if path.first != 0 { path = Array(path.prefix { $0 != 0 }) }
            self.init(location: .unix(String(decoding: path, as: UTF8.self)), port: 0)
        default:
            return nil
        }
    }
}
