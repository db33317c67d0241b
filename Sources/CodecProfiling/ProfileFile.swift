import Foundation
import Reporting

/// A profile as JSON text and as a file.
enum ProfileFile {
    private struct Head: Decodable {
        var kind: String?
        var format: Int?
    }

    /// Reads a profile.
    static func read(_ path: String, command: String) throws(ProfileError) -> Profile {
        let bytes: [UInt8]
        do throws(ReportError) { bytes = try FileSystem.contents(path) } catch { throw .unreadable(path, error) }
        return try decode(bytes, path: path, command: command)
    }

    /// Reads a profile's text; the path and what the user called are for the error.
    static func decode(_ bytes: [UInt8], path: String, command: String) throws(ProfileError) -> Profile {
        guard !bytes.isEmpty else { throw .damaged(path, "the file is empty") }
        guard JSONEnding.isWhole(bytes) else { throw .damaged(path, "the file is truncated: it ends in the middle") }
        let decoder = JSONDecoder()
        guard let head = try? decoder.decode(Head.self, from: Data(bytes)), head.kind == Profile.kind,
            let format = head.format
        else { throw .damaged(path, "this is not a codec's profile; write one with \(command) --out FILE") }
        guard format <= Profile.formatVersion else {
            throw .damaged(
                path,
                "format \(format) is newer than this version reads (up to \(Profile.formatVersion)); "
                    + "use a newer version of \(command)")
        }
        guard format >= 1 else { throw .damaged(path, "format \(format) never existed") }
        do {
            let profile = try decoder.decode(Profile.self, from: Data(bytes))
            if let damage = damage(profile) { throw ProfileError.damaged(path, damage) }
            return profile
        } catch let error as ProfileError { throw error } catch { throw .damaged(path, words(error)) }
    }

    /// What cannot be right in a profile, though its form is.
    private static func damage(_ profile: Profile) -> String? {
        guard profile.rows.contains(where: { $0.refused == nil }) else { return "it has no row that was measured" }
        var names: Set<String> = []
        for row in profile.rows {
            guard names.insert(row.name).inserted else { return "the row \(row.name) stands twice" }
            if row.refused != nil { continue }
            guard let messages = row.messages, messages > 0 else { return "the row \(row.name) has no messages" }
            guard let times = row.nanoseconds else { continue }
            let values = times.rounds + [times.median, times.low, times.high]
            guard !times.rounds.isEmpty, values.allSatisfy(TimeSummary.possible.contains) else {
                return "the times of the row \(row.name) are not all possible"
            }
        }
        return nil
    }

    /// Writes a profile; the file appears whole or not at all.
    static func write(_ profile: Profile, to path: String) throws(ProfileError) {
        do throws(ReportError) {
            let file = try AtomicFile(path: path)
            try file.write(Array(text(profile).utf8))
            try file.commit()
        } catch { throw .unwritable(error) }
    }

    /// JSON with the keys in order, so that two files differ where their numbers do.
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n" } catch {
            // Strings and finite numbers always encode, and what is read is held to be possible.
            preconditionFailure("a profile does not encode: \(error)")
        }
    }

    private static func words(_ error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty
                ? "" : path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".") + ": "
        }
        return switch error as? DecodingError {
        case .keyNotFound(let key, let context): "\(place(context.codingPath))\"\(key.stringValue)\" is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(place(context.codingPath))wrong type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty: "\(place(context.codingPath))wrong value"
        // The kind was read, so it is JSON; of a number that does not fit the decoder does not tell the place.
        case .dataCorrupted: "it has a number that is out of range"
        default: "it is not valid JSON"
        }
    }
}
