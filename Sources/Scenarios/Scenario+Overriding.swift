extension Scenario {
    /// Each worker, and each queue of an echo server, keeps a thread of Dispatch, which has 255 of a kind at most.
    public static let maximumWorkers = 200

    /// Replaces what is given, in the value and in `sourceText`, which keeps each `${env.NAME}` as it stands there.
    ///
    /// - Parameters:
    ///   - seed: the seed of everything random.
    ///   - workers: the number of workers, 1 to `maximumWorkers`; not checked here.
    public mutating func override(seed: UInt64? = nil, workers: Int? = nil) {
        if let seed {
            self.seed = seed
            replaceInSource("seed", Self.json(seed: seed))
        }
        if let workers {
            self.workers = workers
            replaceInSource("workers", .integer(Int64(workers)))
        }
    }

    /// A seed as a file says it: beyond the whole numbers of JSON readers in hexadecimal digits.
    static func json(seed: UInt64) -> JSONValue {
        Int64(exactly: seed).map { .integer($0) } ?? .string("0x" + String(seed, radix: 16))
    }

    private mutating func replaceInSource(_ key: String, _ value: JSONValue) {
        // A scenario that was built in code with a text of its own may have any text: then that stays.
        guard let root = try? JanssonParser.parse(Array(sourceText.utf8)), case .object(var members) = root else {
            return
        }
        let member = JSONValue.Member(key: key, value: value)
        if let place = members.firstIndex(where: { $0.key == key }) {
            members[place] = member
        } else {
            members.append(member)
        }
        sourceText = JSONValue.object(members).text
    }
}
