import CDeflateLanes

/// Senders of permessage-deflate: Muster's, and zlib and libdeflate called from C.
enum DeflateLanes {
    static func lanes(for deflateCase: DeflateCase) -> [Lane] {
        let zlib = deflateCase.takesOverContext ? DEFLATE_LANE_ZLIB_TAKEOVER : DEFLATE_LANE_ZLIB
        var lanes = [
            lane("Muster", version: "", deflateCase) { MusterDeflating(deflateCase) },
            lane("zlib", version: unsafe String(cString: deflate_lane_zlib_version()), deflateCase) {
                CDeflating(deflateCase, kind: zlib)
            },
        ]
        if !deflateCase.takesOverContext {
            lanes.append(
                lane("libdeflate", version: unsafe String(cString: deflate_lane_libdeflate_version()), deflateCase) {
                    CDeflating(deflateCase, kind: DEFLATE_LANE_LIBDEFLATE)
                })
        }
        return lanes
    }

    private static func lane(
        _ codec: String, version: String, _ deflateCase: DeflateCase, make: @escaping () -> any Deflating
    ) -> Lane {
        let payloads = DeflatedPayloads(deflateCase)
        let used = make()
        return Lane(
            codec: codec, version: version,
            isRight: {
                // A context of its own, as its first message must be the first that is inflated.
                make().pass(payloads)
                return payloads.inflateToMessages
            },
            measure: { Lane.sample(units: deflateCase.count, refill: {}) { used.pass(payloads) } })
    }
}
