/// Where keys and values stand in a JSON text, which Jansson does not tell.
///
/// The text must be valid JSON. One walk finds the offsets of the wanted paths and all duplicate keys; memory grows
/// with what is wanted, not with the text.
struct SourceMap {
    /// The byte offsets of a key and of its value; an element of an array and the root have no key.
    struct Location: Equatable {
        var key: Int?
        var value: Int
    }

    /// A key that an object has had before.
    struct DuplicateKey: Equatable {
        var path: JSONPath
        /// The byte offset of the second key.
        var offset: Int
        /// The byte offset of the first.
        var firstOffset: Int
    }

    /// The locations of those wanted paths that exist; of duplicate keys the last, as the parser takes it.
    private(set) var locations: [JSONPath: Location] = [:]
    /// All duplicate keys in the order of the text.
    private(set) var duplicates: [DuplicateKey] = []
    /// The offset of the first object or array that is nested deeper than `JanssonParser.maximumDepth`.
    private(set) var tooDeepOffset: Int?

    /// An object or array that the walk is inside of.
    private struct Container {
        var isObject: Bool
        var count = 0
        var key = ""
        var keyOffset = 0
        var seen: [String: Int] = [:]
    }

    /// Walks `text`; O(n).
    init(text: [UInt8], wanted: Set<JSONPath>) {
        var stack: [Container] = []
        var path = JSONPath()
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ":"):
                index += 1
            case UInt8(ascii: ","):
                path.steps.removeLast()
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if let ended = stack.popLast(), ended.count > 0 { path.steps.removeLast() }
                index += 1
            case UInt8(ascii: "\"") where stack.last?.isObject == true && path.steps.count < stack.count:
                let end = Self.endOfString(text, from: index)
                let key = Self.decodeKey(text[(index + 1)..<(end - 1)])
                path.steps.append(.key(key))
                let last = stack.count - 1
                stack[last].count += 1
                stack[last].keyOffset = index
                if let first = stack[last].seen[key] {
                    duplicates.append(.init(path: path, offset: index, firstOffset: first))
                } else {
                    stack[last].seen[key] = index
                }
                index = end
            default:
                if let last = stack.indices.last, !stack[last].isObject {
                    path.steps.append(.index(stack[last].count))
                    stack[last].count += 1
                }
                if wanted.contains(path) {
                    let key = stack.last.flatMap { $0.isObject ? $0.keyOffset : nil }
                    locations[path] = Location(key: key, value: index)
                }
                if stack.count == JanssonParser.maximumDepth, tooDeepOffset == nil, Self.opens(text[index]) {
                    tooDeepOffset = index
                }
                switch text[index] {
                case UInt8(ascii: "{"):
                    stack.append(Container(isObject: true))
                    index += 1
                case UInt8(ascii: "["):
                    stack.append(Container(isObject: false))
                    index += 1
                case UInt8(ascii: "\""): index = Self.endOfString(text, from: index)
                default: index = Self.endOfWord(text, from: index)
                }
            }
        }
    }

    private static func opens(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

    /// The offset after the closing quote of the string that opens at `start`.
    private static func endOfString(_ text: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, text.count)
    }

    /// The offset after the number or the literal that begins at `start`.
    private static func endOfWord(_ text: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: " "), UInt8(ascii: "\t"),
                UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                return index
            default: index += 1
            }
        }
        return index
    }

    /// The key between its quotes, without escapes.
    private static func decodeKey(_ raw: ArraySlice<UInt8>) -> String {
        guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
        var key = String.UnicodeScalarView()
        var string = EscapedString(raw)
        while let scalar = string.next() { key.append(scalar) }
        return String(key)
    }
}
