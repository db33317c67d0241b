/// What the measuring asks of a row, whatever its codec: calls are made once a pass, never once a message.
protocol MeasuredCase: AnyObject {
    var input: RowInput { get }
    /// How many copies of the input there are.
    var copies: Int { get }
    /// Does a pass and looks at every byte of what comes out.
    func verify() throws(CodecFailure)
    /// Puts the input back into every copy.
    func refill()
    /// Passes over one copy.
    func pass(over copy: Int) throws(CodecFailure)
    /// Whether a copy may be passed over again without a refill.
    func canRepeat() throws(CodecFailure) -> Bool
}
