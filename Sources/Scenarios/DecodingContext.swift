/// What decoding one document gathers on its way: problems, and the keys that were asked for.
///
/// Used by one task from the beginning of a decoding to its end.
final class DecodingContext {
    /// Where a problem stands.
    enum Anchor: Hashable {
        /// The key at a path.
        case key(JSONPath)
        /// The value at a path.
        case value(JSONPath)
        /// A Unicode scalar of the string at a path.
        case scalar(JSONPath, offset: Int)

        var path: JSONPath {
            switch self {
            case .key(let path), .value(let path), .scalar(let path, _): path
            }
        }
    }

    /// A problem whose line and column are not known yet.
    struct Finding {
        var anchor: Anchor
        /// The path shown to the reader, which may be that of a key that is missing.
        var path: JSONPath
        var message: String
    }

    /// A key that the decoder knows at a place.
    struct AskedKey: Hashable {
        var place: Place
        var name: String
        var kind: ValueKind
    }

    /// Beyond so many problems the rest is left out: nobody reads it, and a hostile file has millions.
    static let maximumFindings = 1000

    let environment: (String) -> String?
    private(set) var findings: [Finding] = []
    private(set) var asked: Set<AskedKey> = []

    init(environment: @escaping (String) -> String?) { self.environment = environment }

    /// Whether further problems would be left out.
    var isFull: Bool { findings.count >= Self.maximumFindings }

    func report(_ message: String, at anchor: Anchor, path: JSONPath? = nil) {
        if !isFull { findings.append(Finding(anchor: anchor, path: path ?? anchor.path, message: message)) }
    }

    func recordAsked(_ name: String, of place: Place, kind: ValueKind) {
        asked.insert(AskedKey(place: place, name: name, kind: kind))
    }

    /// Runs `body` and says whether it found no problem.
    func findsNothing(_ body: () -> Void) -> Bool {
        let before = findings.count
        body()
        return findings.count == before && !isFull
    }
}
