import CLinux
import Dispatch

/// Turns the names of hosts into addresses, without blocking the caller.
public enum Resolver {
    /// Finds the addresses of `host`, in the order in which they should be tried (RFC 6724, by the C library).
    ///
    /// For a numeric host `completion` is called before this returns. Otherwise it is called later, on a global queue,
    /// with at least one address or with `NetworkError.resolve`; "localhost" always has one.
    public static func resolve(
        host: String, port: UInt16, completion: @escaping @Sendable (Result<[SocketAddress], NetworkError>) -> Void
    ) {
        if let address = SocketAddress(host, port: port) {
            completion(.success([address]))
        } else if isLocal(host) {
            // The C library reads its configuration, and may ask other services of the machine.
            DispatchQueue.global().async { completion(.success(localAddresses(port: port))) }
        } else if host.isEmpty || host.utf8.contains(0) {
            completion(.failure(.resolve(host: host, message: "not the name of a host")))
        } else {
            DispatchQueue.global().async {
                completion(Result { () throws(NetworkError) in try lookUp(host, port: port) })
            }
        }
    }

    /// Whether the name stands for this machine whatever a name server says (RFC 6761, section 6.3).
    private static func isLocal(_ host: String) -> Bool {
        var name = host.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        return name == "localhost" || name.hasSuffix(".localhost")
    }

    /// What the machine's own table of hosts says, or both loopback addresses if it says nothing.
    private static func localAddresses(port: UInt16) -> [SocketAddress] {
        if let listed = try? lookUp("localhost", port: port).filter(\.isLoopback), !listed.isEmpty { return listed }
        return ["127.0.0.1", "::1"].compactMap { SocketAddress($0, port: port) }
    }

    /// Asks the C library, which may take seconds.
    private static func lookUp(_ host: String, port: UInt16) throws(NetworkError) -> [SocketAddress] {
        var list: UnsafeMutablePointer<addrinfo>?
        let status = unsafe clinux_lookup(host, &list)
        guard status == 0 else {
            let systemError = clinux_errno()
            if status == clinux_lookup_system_error {
                throw .resolve(host: host, message: NetworkError.text(ofErrno: systemError))
            }
            throw .resolve(host: host, message: unsafe String(cString: gai_strerror(status)))
        }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = unsafe list
        while let entry = unsafe next {
            let bytes = unsafe UnsafeRawBufferPointer(
                start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen))
            if let address = unsafe SocketAddress(kernelForm: bytes, length: bytes.count)?.withPort(port) {
                if !addresses.contains(address) { addresses.append(address) }
            }
            unsafe next = entry.pointee.ai_next
        }
        guard !addresses.isEmpty else { throw .resolve(host: host, message: "the host has no address") }
        return addresses
    }
}
