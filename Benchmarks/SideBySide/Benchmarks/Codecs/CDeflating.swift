import CDeflateLanes

/// zlib's or libdeflate's.
@safe
final class CDeflating: Deflating {
    private let lane: OpaquePointer

    init(_ deflateCase: DeflateCase, kind: deflate_lane_kind) {
        guard let lane = unsafe deflate_lane_create(kind) else { preconditionFailure("there is no memory") }
        unsafe self.lane = lane
    }

    deinit { unsafe deflate_lane_free(lane) }

    func pass(_ payloads: DeflatedPayloads) { unsafe payloads.fill(from: lane) }
}
