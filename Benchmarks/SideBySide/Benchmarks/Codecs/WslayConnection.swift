import CWslayLanes

/// One end of a connection of wslay between buffers in memory.
@safe
final class WslayConnection {
    private let lane: OpaquePointer
    private let keys: UnsafeMutableBufferPointer<UInt32>
    private let buffers: PassBuffers
    private let payload: [UInt8]
    private let count: Int

    init(_ codecCase: CodecCase, isEvent: Bool) {
        // The C side keeps the pointer.
        unsafe keys = .allocate(capacity: MaskingKeys.all.count)
        _ = unsafe keys.initialize(from: MaskingKeys.all)
        let isServer = codecCase.isMasked == (codecCase.half == .decode)
        guard let lane = unsafe wslay_lane_create(isServer, isEvent, keys.baseAddress, keys.count) else {
            preconditionFailure("wslay made no connection")
        }
        unsafe self.lane = lane
        buffers = PassBuffers(codecCase.wire(keys: MaskingKeys.all))
        payload = codecCase.payload
        count = codecCase.frameCount
    }

    deinit {
        unsafe wslay_lane_free(lane)
        unsafe keys.deallocate()
    }

    func decode() {
        var delivery = unsafe wslay_delivery()
        let isDone = unsafe wslay_lane_decode(lane, buffers.wire.baseAddress, buffers.wire.count, &delivery)
        precondition(isDone && Int(unsafe delivery.bytes) == payload.count * count)
    }

    func payloads() -> [UInt8] {
        var kept = [UInt8](repeating: 0, count: payload.count * count)
        var isDone = false
        unsafe kept.withUnsafeMutableBufferPointer { kept in
            var delivery = unsafe wslay_delivery()
            unsafe delivery.copies = kept.baseAddress
            unsafe delivery.capacity = kept.count
            isDone = unsafe wslay_lane_decode(lane, buffers.wire.baseAddress, buffers.wire.count, &delivery)
        }
        return isDone ? kept : []
    }

    func encode() {
        let written = unsafe wslay_lane_encode(
            lane, payload, payload.count, count, buffers.wire.baseAddress, buffers.wire.count)
        precondition(written == buffers.count)
    }

    func frames() -> [UInt8] {
        buffers.clear()
        encode()
        return buffers.contents
    }
}
