/// The messages that one group chooses from: a range of the catalog.
struct MessageMix {
    var first: Int
    var count: Int
    var totalWeight: UInt64
}
