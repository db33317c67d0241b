import Testing

@testable import Scenarios

@Suite struct EndpointTests {
    @Test(arguments: [
        ("wss://h/", "wss: is not supported by this version"), ("WSS://h/", "wss: is not supported by this version"),
        ("ws+unix:///x", "ws+unix: is not supported"), ("memory:sink", "unknown server in memory"),
        ("embedded:broadcast", "embedded:broadcast is not supported"),
        ("embedded:ecko", "unknown embedded server \"ecko\""),
    ])
    func refusedEndpoints(text: String, message: String) {
        let error = #expect(throws: NotationError.self) { try Endpoint(parsing: text) }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }
}
