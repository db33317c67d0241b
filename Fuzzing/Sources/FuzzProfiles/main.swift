import Foundation
import FuzzDriver
import Reporting

@testable import CodecProfiling

/// A profile is refused with an error, or written and read as the same again.
func checkProfile(_ bytes: [UInt8]) throws(ProfileError) {
    let profile: Profile
    do throws(ProfileError) { profile = try ProfileFile.decode(bytes, path: "f", command: "c") } catch {
        Fuzzer.expect(error.exitStatus == 65, "\(error) ends with \(error.exitStatus)")
        Fuzzer.expect(error.description.hasPrefix("f: ") && error.description.count > 5, "\(error) says nothing")
        return
    }
    let again = try ProfileFile.decode(Array(ProfileFile.text(profile).utf8), path: "g", command: "c")
    Fuzzer.expect(again == profile, "\(profile)\nis read again as\n\(again)")
    checkComparing(profile)
}

/// Whatever is read can be drawn and compared, in numbers that can be written, without steering the terminal.
func checkComparing(_ profile: Profile) {
    var later = profile
    later.rows = later.rows.reversed().map { row in
        var row = row
        row.instructions = row.allocations
        return row
    }
    for other in [profile, later] {
        let comparison = Comparison(other, with: profile, path: "f", tolerance: .init())
        _ = ProfileFile.text(comparison)
        for style in [ReportStyle(), ReportStyle(width: 40, usesUnicode: false)] {
            let text = ProfileText(style: style)
            for line in (text.table(other) + text.table(comparison)).split(separator: "\n") {
                Fuzzer.expect(line.displayWidth <= style.width, "\(line.displayWidth) columns: \(line)")
                Fuzzer.expect(line.printable == line, "steers the terminal: \(line.debugDescription)")
            }
        }
    }
}

exit(
    Fuzzer.run { input in
        do throws(ProfileError) { try checkProfile(input) } catch { fatalError("written, but not read: \(error)") }
    })
