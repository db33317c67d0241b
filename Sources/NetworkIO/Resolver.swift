import CLinux
import Dispatch
import Synchronization

/// Turns the names of hosts into addresses, without blocking the caller.
public enum Resolver {
    /// Whoever waits for the answer of a look-up that is under way.
    private typealias Answer = @Sendable (Result<[SocketAddress], NetworkError>) -> Void

    /// The look-ups that are under way, by the name.
    private static let waiting = Mutex<[String: [Answer]]>([:])

    /// Finds the addresses of `host`, in the order in which they should be tried (RFC 6724, by the C library).
    ///
    /// For a numeric host `completion` is called before this returns. Otherwise it is called later, on a queue of the
    /// name, which is looked up once for all who ask for it meanwhile; names that take long hold up no others. It is
    /// called with at least one address or with `NetworkError.resolve`; "localhost" always has one.
    public static func resolve(
        host: String, port: UInt16, completion: @escaping @Sendable (Result<[SocketAddress], NetworkError>) -> Void
    ) {
        if let address = SocketAddress(host, port: port) {
            completion(.success([address]))
        } else if isLocal(host) {
            // The C library reads its configuration, and may ask other services of the machine.
            queue().async { completion(.success(localAddresses(port: port))) }
        } else if host.isEmpty || host.utf8.contains(0) {
            completion(.failure(.resolve(host: host, message: "not the name of a host")))
        } else {
            lookUpOnce(host) { completion($0.map { addresses in addresses.map { $0.withPort(port) } }) }
        }
    }

    private static func lookUpOnce(_ host: String, _ answer: @escaping Answer) {
        let isFirst = waiting.withLock { waiting in
            waiting[host, default: []].append(answer)
            return waiting[host]?.count == 1
        }
        guard isFirst else { return }
        queue().async {
            let result = Result { () throws(NetworkError) in try lookUp(host, port: 0) }
            for answer in waiting.withLock({ $0.removeValue(forKey: host) }) ?? [] { answer(result) }
        }
    }

    /// A serial queue has a thread of its own; those of the global queues are few, and the C library keeps them waiting.
    private static func queue() -> DispatchQueue { DispatchQueue(label: "muster.resolver") }

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
