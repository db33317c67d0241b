/// A piece of a template, made ready.
enum CompiledSegment {
    case literal(offset: Int, count: Int)
    case peerIndex
    case sequence
    case randomInt(low: Int64, span: UInt64)
    case randomCharacters(count: Int, alphabet: UInt8)
    case uuid
}
