public import NetworkIO

/// Why a run cannot begin.
public enum LoadError: Error, Equatable, Sendable {
    /// The target's host has no address.
    case unresolved(NetworkError)
    /// The process may not open as many files as the run needs.
    case fileLimit(needed: Int, allowed: UInt64)
    /// One source address has fewer ports than peers that would connect from it to one target address.
    case sourcePorts(needed: Int, available: Int)
    /// A source address of the scenario is not a numeric address.
    case sourceAddress(String)
    /// A source address of the scenario cannot be connected from: it is not this machine's, or not of the target's family.
    case sourceUnusable(String, NetworkError)
    /// The system refused a resource.
    case system(NetworkError)
    /// The target cannot be asked for a connection as the scenario has it.
    case request(String)
}

extension LoadError: CustomStringConvertible {
    /// One sentence: what stands in the way, and what to do.
    public var description: String {
        switch self {
        case .unresolved(let error): "the target cannot be found: \(error)"
        case .fileLimit(let needed, let allowed):
            "the run needs \(needed) open files and the process may open \(allowed); raise the limit (ulimit -n \(needed))"
        case .sourcePorts(let needed, let available):
            "\(needed) peers would connect from one source address, which has \(available) ports; "
                + "list more \"sources\" in the scenario (127.0.0.2, …) or widen net.ipv4.ip_local_port_range"
        case .sourceAddress(let text): "\"\(text)\" is not a numeric IP address; \"sources\" lists such addresses"
        case .sourceUnusable(let text, let error): "no peer can connect from the source \(text): \(error)"
        case .system(let error): "\(error)"
        case .request(let reason): reason
        }
    }
}
