/// A sender, which deflates all messages of a case.
protocol Deflating {
    func pass(_ payloads: DeflatedPayloads)
}
