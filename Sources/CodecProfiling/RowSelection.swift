import ArgumentParser
import Foundation
import WebSocketProtocol

/// The options that choose rows.
struct RowSelection: ParsableArguments {
    @Flag(help: "Choose from every row of the matrix, not only from the usual ones.")
    var all = false

    @Flag(help: "Only rows that decode.")
    var decode = false

    @Flag(help: "Only rows that encode.")
    var encode = false

    @Option(help: ArgumentHelp("Only this role of the codec: client, server.", valueName: "role"))
    var role: [String] = []

    @Option(help: ArgumentHelp("Only messages of this size: 0, 1, 20, 125, 126, 1KiB, …", valueName: "size"))
    var size: [String] = []

    @Option(help: ArgumentHelp("Only this payload: binary, text-ascii, text-two-byte, …", valueName: "payload"))
    var payload: [String] = []

    @Option(help: ArgumentHelp("Only rows whose name matches, * for anything: 'decode/*/20/*'.", valueName: "glob"))
    var filter: [String] = []

    @Option(help: ArgumentHelp("Not the rows whose name matches.", valueName: "glob"))
    var exclude: [String] = []

    @Flag(
        help: ArgumentHelp(
            "With --baseline: choose from the usual rows, or from all, and fail for one that the baseline lacks."))
    var complete = false

    func validate() throws {
        for role in role where !["client", "server"].contains(role) {
            throw ValidationError("--role: \"\(role)\" is not client or server")
        }
        let sizes = ProfileMatrix.sizes.map(ProfileRow.sizeName)
        for size in size where !sizes.contains(size) {
            throw ValidationError("--size: no row has \"\(size)\"; there are \(sizes.joined(separator: ", "))")
        }
        for payload in payload where PayloadShape(rawValue: payload) == nil {
            let names = PayloadShape.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--payload: no row has \"\(payload)\"; there are \(names)")
        }
    }

    /// Whether a row is among those that the options ask for.
    func includes(_ row: ProfileRow) -> Bool {
        (decode == encode || (row.direction == .decode) == decode)
            && (role.isEmpty || role.contains(row.role == .client ? "client" : "server"))
            && (size.isEmpty || size.contains(ProfileRow.sizeName(row.messageBytes)))
            && (payload.isEmpty || payload.contains(row.payload.rawValue))
            && (filter.isEmpty || filter.contains { unsafe fnmatch($0, row.name, 0) == 0 })
            && !exclude.contains { unsafe fnmatch($0, row.name, 0) == 0 }
    }

    /// The chosen rows: of all, of the usual ones, or of a baseline's, where there is one; none where all rows of the
    /// baseline are gone. `command` is what the user called, for the error.
    func rows(of baseline: Profile?, command: String) throws(ProfileError) -> [ProfileRow] {
        let measured = baseline.map {
            $0.rows.filter { $0.refused == nil }.compactMap { ProfileMatrix.row(named: $0.name) }
        }
        let known = complete ? nil : measured
        let offered = all ? ProfileMatrix.all : known ?? ProfileMatrix.standard
        let chosen = offered.filter(includes)
        guard chosen.isEmpty, !offered.isEmpty else { return chosen }
        let others = all ? 0 : ProfileMatrix.all.count(where: includes)
        throw .usage(
            "no row matches; \(command) --list shows their names"
                + (others > 0 ? " (with --all \(others) would match)" : ""))
    }
}
