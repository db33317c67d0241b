import NetworkIO
import WebSocketProtocol

/// The opening handshake while it is under way; a peer lets it go once it is open.
@usableFromInline final class Opening {
    /// This side's half.
    enum Half {
        case client(ClientHandshake)
        case server(ServerHandshake)
    }

    var half: Half
    /// Addresses still to be tried, the next one first, if the present one refuses.
    var remainingAddresses: ArraySlice<SocketAddress> = []
    var sourceAddress: SocketAddress?

    init(_ half: Half) { self.half = half }
}
