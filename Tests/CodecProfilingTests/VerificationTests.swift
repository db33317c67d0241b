import Testing
import WebSocketProtocol

@testable import CodecProfiling

/// What finds a codec out that does less than it is measured for.
@Suite struct VerificationTests {
    @Test(arguments: ProfileMatrix.all.filter { !$0.isDeflated && $0.messageBytes < 65_536 })
    func `Muster's codec does what each row asks for`(row: ProfileRow) throws {
        try RowCase<MusterCodec>(row, seed: 1).verify()
    }
}
