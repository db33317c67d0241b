/// What the measuring asks of a row, whatever its codec: calls are made once a pass, never once a message.
protocol MeasuredCase: AnyObject {
    var input: RowInput { get }
    func verify() throws(CodecFailure)
    func refill()
    func pass() throws(CodecFailure)
}
