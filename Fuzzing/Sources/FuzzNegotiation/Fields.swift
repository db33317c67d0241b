import FuzzDriver
import WebSocketProtocol

/// Any field: what is read is written so that it is read as the same.
func read(_ field: [UInt8]) -> [WebSocketExtension]? {
    guard let list = WebSocketExtension.list(parsing: field) else { return nil }
    let written = list.map(\.description).joined(separator: ", ")
    Fuzzer.expect(
        WebSocketExtension.list(parsing: Array(written.utf8)) == list, "\(list) is written as \(written)")
    return list
}
