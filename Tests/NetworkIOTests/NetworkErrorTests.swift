import CLinux
import Testing

@testable import NetworkIO

@Suite struct NetworkErrorTests {
    @Test func saysWhatFailedAndWhy() {
        #expect(NetworkError.systemCall("bind", errno: ENODEV).description == "bind: No such device")
        #expect(
            NetworkError.resolve(host: "example.invalid", message: "unknown").description
                == "cannot resolve \"example.invalid\": unknown")
    }

    @Test(arguments: [
        (EMFILE, "ulimit -n"), (ENFILE, "fs.file-max"), (EADDRNOTAVAIL, "ip_local_port_range"),
        (EADDRINUSE, "another port"), (ECONNREFUSED, "is the server running"), (EACCES, "1024"),
    ])
    func saysWhatToDoAboutTheUsualOnes(code: Int32, hint: String) {
        let text = NetworkError.systemCall("connect", errno: code).description
        #expect(text.hasPrefix("connect: \(NetworkError.text(ofErrno: code)) ("))
        #expect(text.contains(hint))
        #expect(!text.contains("\n"))
    }

    @Test func anAddressThatCannotBeBoundIsNotAQuestionOfPorts() {
        let text = NetworkError.systemCall("bind", errno: EADDRNOTAVAIL).description
        #expect(text.contains("to listen on"))
        #expect(!text.contains("port"))
    }

    @Test func unknownNumbersHaveATextToo() {
        #expect(NetworkError.text(ofErrno: 99_999).contains("99999"))
    }
}
