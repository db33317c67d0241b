/// The way from a document's root to one of its values.
struct JSONPath: Sendable, Hashable {
    /// A step down.
    enum Step: Sendable, Hashable {
        case key(String)
        case index(Int)
    }

    /// The steps from the root; empty is the root itself.
    var steps: [Step] = []

    /// The path to a member of the object at this path.
    func appending(_ key: String) -> JSONPath { JSONPath(steps: steps + [.key(key)]) }

    /// The path to an element of the array at this path.
    func appending(_ index: Int) -> JSONPath { JSONPath(steps: steps + [.index(index)]) }
}

extension JSONPath: CustomStringConvertible {
    /// Such as `load.stages[1].for`; a key that is no word stands in brackets and quotes.
    var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where key.isWord: text += text.isEmpty ? key : ".\(key)"
            case .key(let key): text += "[\(key.quotedForMessage)]"
            }
        }
        return text
    }
}

extension String {
    /// Whether the text is a word of ASCII letters, digits, `_`, `$` and `-`.
    fileprivate var isWord: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
