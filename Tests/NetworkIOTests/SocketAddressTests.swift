import CLinux
import Testing

@testable import NetworkIO

@Suite struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1:80"), ("255.255.255.255", "255.255.255.255:80"), ("0.0.0.0", "0.0.0.0:80"),
        ("::1", "[::1]:80"), ("::", "[::]:80"), ("2001:DB8:0:0:0:0:0:1", "[2001:db8::1]:80"),
        ("::ffff:10.0.0.1", "[::ffff:10.0.0.1]:80"), ("fe80::1%7", "[fe80::1%7]:80"),
    ])
    func numericHostsAreRead(host: String, description: String) throws {
        #expect(try #require(SocketAddress(host, port: 80)).description == description)
    }

    @Test(arguments: [
        "", "localhost", "127.0.0", "127.0.0.256", "127.0.0.1 ", "127.0.0.1\0", "[::1]", ":::", "::1%", "::1%0",
        "::1%no-such-interface", "1.2.3.4.5", "010.0.0.0x1", "%1", "12345::",
    ])
    func everythingElseIsNot(host: String) {
        #expect(SocketAddress(host, port: 80) == nil)
    }

    @Test func aScopeCanBeTheNameOfAnInterface() throws {
        let address = try #require(SocketAddress("fe80::1%lo", port: 1))
        #expect(address.host == "fe80::1%1")
    }

    @Test func theKernelsFormComesBackTheSame() throws {
        var addresses = [
            "1.2.3.4", "0.0.0.0", "::", "::1", "fe80::a:b:c:d%3", "2001:db8::ff00:42:8329",
        ].compactMap { SocketAddress($0, port: 54_321) }
        addresses += ["/tmp/socket", "\0abstract", String(repeating: "p", count: 107)].compactMap {
            SocketAddress(unixPath: $0)
        }
        #expect(addresses.count == 9)
        for address in addresses {
            let back = unsafe address.withKernelForm { form, length in
                let bytes = unsafe UnsafeRawBufferPointer(
                    start: form, count: MemoryLayout<sockaddr_storage>.size)
                return unsafe SocketAddress(kernelForm: bytes, length: Int(length))
            }
            #expect(back == address)
        }
    }

    @Test func tooShortAFormIsNoAddress() throws {
        let address = try #require(SocketAddress("::1", port: 1))
        unsafe address.withKernelForm { form, length in
            let bytes = unsafe UnsafeRawBufferPointer(start: form, count: Int(length))
            for short in 0..<Int(length) {
                #expect(unsafe SocketAddress(kernelForm: bytes, length: short) == nil)
            }
        }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.0.9", true), ("128.0.0.1", false), ("10.0.0.1", false), ("::1", true),
        ("::2", false), ("1::1", false), ("::ffff:127.0.0.1", true), ("::ffff:127.0.0.2", true),
        ("::ffff:128.0.0.1", false), ("::127.0.0.1", false), ("::", false),
    ])
    func loopbackIsKnown(host: String, isLoopback: Bool) throws {
        #expect(try #require(SocketAddress(host, port: 0)).isLoopback == isLoopback)
    }

    @Test func anotherPortMakesAnotherAddress() throws {
        let address = try #require(SocketAddress("127.0.0.1", port: 1))
        let other = address.withPort(2)
        #expect(other.port == 2)
        #expect(other.host == address.host)
        #expect(other != address)
        #expect(other.withPort(1) == address)
    }

    @Test func unixPathsHaveLimits() throws {
        #expect(SocketAddress(unixPath: "") == nil)
        #expect(SocketAddress(unixPath: String(repeating: "p", count: 108)) == nil)
        #expect(SocketAddress(unixPath: "a\0b") == nil)
        let address = try #require(SocketAddress(unixPath: "/run/x"))
        #expect(address.description == "unix:/run/x")
        #expect(address.withPort(80).port == 0)
        #expect(address.isLoopback)
        #expect(SocketAddress(unixPath: "\0name")?.description == "unix:@name")
    }
}
