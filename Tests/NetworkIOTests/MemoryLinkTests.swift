import CLinux
import Foundation
import Testing

@testable import NetworkIO

/// Links through memory, on a virtual clock: bytes, bounds, ends and resets as with a socket.
@Suite struct MemoryLinkTests {
    /// One loop, one link whose ends are both connected, and what was reported.
    private final class Link {
        let loop: EventLoop
        let near: MemoryEnd
        let far: MemoryEnd
        let nearToken: EventToken
        let farToken: EventToken
        var events: [(token: EventToken, readiness: Readiness)] = []
        var timers: [UInt64] = []
        var alarms: [Instant] = []
        var wokenCount = 0

        static let delay: UInt64 = 1_000

        init(start: UInt64 = 1_000_000) throws {
            loop = try EventLoop(clock: .virtual(start: Instant(nanoseconds: start)), memoryDelay: Self.delay)
            (near, far) = loop.connectInMemory()
            nearToken = loop.add(near, interest: [.writable])
            farToken = loop.add(far, interest: [.readable])
            turn(2)
            loop.modify(nearToken, end: near, interest: [.readable])
            events = []
        }

        /// Runs so many iterations.
        func turn(_ count: Int = 1) {
            var handler = Handler(link: self)
            for _ in 0..<count { loop.runOnce(&handler, maximumWait: .nanoseconds(1_000_000)) }
        }

        func send(_ count: Int, from end: MemoryEnd, first: UInt8 = 0) -> WriteOutcome {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) &+ first }
            return unsafe end.send(bytes.span.bytes)
        }

        func receive(_ end: MemoryEnd, room: Int = 1 << 20) -> (outcome: ReadOutcome, bytes: [UInt8]) {
            var bytes = [UInt8](repeating: 0, count: room)
            var span = bytes.mutableSpan
            var raw = unsafe span.mutableBytes
            let outcome = end.receive(into: &raw, at: 0)
            if case .bytes(let count) = outcome { return (outcome, Array(bytes[..<count])) }
            return (outcome, [])
        }

        var lastReadiness: Readiness { events.last?.readiness ?? [] }
    }

    private struct Handler: EventHandler {
        let link: Link
        func socketReady(_ token: EventToken, _ readiness: Readiness) { link.events.append((token, readiness)) }
        func timerExpired(_ payload: UInt64) { link.timers.append(payload) }
        func alarmReached(_ now: Instant) { link.alarms.append(now) }
        func woken() { link.wokenCount += 1 }
        func iterationEnded(_ now: Instant) {}
    }

    @Test func `connecting takes the way there and back`() throws {
        let link = try Link()
        #expect(link.loop.now.nanoseconds == 1_000_000 + 2 * Link.delay)
        #expect(link.near.pendingError() == 0)
    }

    @Test func `what is sent arrives after the delay and not before`() throws {
        let link = try Link()
        let sent = link.loop.now
        #expect(link.send(10, from: link.near) == .bytes(10))
        #expect(link.receive(link.far).outcome == .wouldBlock)
        link.turn()
        #expect(link.loop.now == sent + Link.delay)
        #expect(link.events.map(\.token) == [link.farToken])
        #expect(link.receive(link.far).bytes == (0..<10).map { UInt8($0) })
        #expect(link.receive(link.far).outcome == .wouldBlock)
    }

    @Test func `readiness is a level, and time stands still while it lasts`() throws {
        let link = try Link()
        _ = link.send(10, from: link.near)
        link.turn(3)
        #expect(link.events.count == 3)
        let now = link.loop.now
        #expect(link.receive(link.far, room: 4).bytes.count == 4)
        link.turn()
        #expect(link.events.count == 4)
        #expect(link.receive(link.far).bytes == (4..<10).map { UInt8($0) })
        #expect(link.loop.now == now)
        link.turn()
        #expect(link.events.count == 4)
    }

    @Test func `a link is bounded, and says when there is room again`() throws {
        let link = try Link()
        #expect(link.send(300_000, from: link.near) == .bytes(262_144))
        #expect(link.send(1, from: link.near) == .wouldBlock)
        link.loop.modify(link.nearToken, end: link.near, interest: [.readable, .writable])
        link.turn()
        #expect(!link.events.contains { $0.token == link.nearToken })
        let (_, first) = link.receive(link.far, room: 100_000)
        #expect(first == (0..<100_000).map { UInt8(truncatingIfNeeded: $0) })
        link.turn()
        #expect(link.events.contains { $0.token == link.nearToken && $0.readiness == .writable })
        // The ring wraps around.
        #expect(link.send(100_001, from: link.near, first: 7) == .bytes(100_000))
        link.loop.modify(link.nearToken, end: link.near, interest: [.readable])
        let rest = link.receive(link.far).bytes
        let expected = (100_000..<362_144).map {
            $0 < 262_144 ? UInt8(truncatingIfNeeded: $0) : UInt8(truncatingIfNeeded: $0 - 262_144) &+ 7
        }
        link.turn()
        // Not shown where it fails: the difference would be.
        let isWhole = rest + link.receive(link.far).bytes == expected
        #expect(isWhole)
    }

    @Test func `an idle link holds no memory, and a busy one takes from what others gave back`() throws {
        let link = try Link()
        for _ in 0..<100 {
            #expect(link.send(5_000, from: link.near) == .bytes(5_000))
            #expect(link.send(100, from: link.far) == .bytes(100))
            link.turn()
            #expect(link.receive(link.far).bytes.count == 5_000)
            #expect(link.receive(link.near).bytes.count == 100)
        }
        let state = link.loop.storage.state
        for end in state.memory.ends { #expect(end.ring.isEmpty) }
    }

    @Test func `half of a link can end`() throws {
        let link = try Link()
        _ = link.send(3, from: link.near)
        link.near.shutdownWriting()
        #expect(link.send(1, from: link.near) == .failed(errno: EPIPE))
        link.turn()
        #expect(link.receive(link.far).bytes.count == 3)
        #expect(link.receive(link.far).outcome == .end)
        // The end stays readable.
        link.loop.modify(link.farToken, end: link.far, interest: .edgeTriggered)
        #expect(link.send(4, from: link.far) == .bytes(4))
        link.turn()
        #expect(link.receive(link.near).bytes.count == 4)
        link.far.shutdownWriting()
        // Who has finished both ways hears of that at once, before time goes on.
        link.turn(2)
        #expect(link.receive(link.near).outcome == .end)
        #expect(link.events.contains { $0.token == link.nearToken && $0.readiness.contains(.hangUp) })
    }

    @Test func `a reset comes after what was sent before it`() throws {
        let link = try Link()
        _ = link.send(3, from: link.near)
        link.loop.remove(link.nearToken, end: link.near)
        link.near.reset()
        link.turn()
        #expect(link.lastReadiness.contains([.error, .hangUp, .readable]))
        #expect(link.receive(link.far).bytes.count == 3)
        #expect(link.receive(link.far).outcome == .failed(errno: ECONNRESET))
        #expect(link.send(1, from: link.far) == .failed(errno: ECONNRESET))
    }

    @Test func `closing is an end, or a reset where something is unread`() throws {
        for unread in [0, 5] {
            let link = try Link()
            if unread > 0 { _ = link.send(unread, from: link.far) }
            link.turn()
            link.loop.remove(link.nearToken, end: link.near)
            link.near.close()
            link.turn()
            #expect(link.receive(link.far).outcome == (unread > 0 ? .failed(errno: ECONNRESET) : .end))
        }
    }

    @Test func `what is sent to a closed end is answered with a reset`() throws {
        let link = try Link()
        link.loop.remove(link.nearToken, end: link.near)
        link.near.close()
        link.turn()
        #expect(link.receive(link.far).outcome == .end)
        #expect(link.send(5, from: link.far) == .bytes(5))
        link.loop.modify(link.farToken, end: link.far, interest: .edgeTriggered)
        link.turn(3)
        #expect(link.receive(link.far).outcome == .failed(errno: ECONNRESET))
    }

    @Test func `who watches for nothing hears of a reset once`() throws {
        let link = try Link()
        link.loop.modify(link.farToken, end: link.far, interest: .edgeTriggered)
        _ = link.send(5, from: link.near)
        link.loop.remove(link.nearToken, end: link.near)
        link.near.reset()
        link.turn(5)
        #expect(link.events.map(\.readiness) == [[.error, .hangUp]])
    }

    @Test func `links are used again`() throws {
        let link = try Link()
        for _ in 0..<1_000 {
            let (near, far) = link.loop.connectInMemory()
            let tokens = (link.loop.add(near, interest: [.readable]), link.loop.add(far, interest: [.readable]))
            link.turn(2)
            link.loop.remove(tokens.0, end: near)
            link.loop.remove(tokens.1, end: far)
            near.close()
            far.reset()
            link.turn()
        }
        #expect(link.loop.registeredCount == 2)
        #expect(link.loop.storage.state.memory.ends.count <= 8)
    }

    @Test func `time jumps to what is due: deliveries, timers and the alarm, in order`() throws {
        let link = try Link()
        let start = link.loop.now
        _ = link.send(1, from: link.near)
        link.loop.setAlarm(start + 500)
        _ = link.loop.schedule(at: Instant(nanoseconds: 2_000_000), payload: 9)
        link.turn()
        #expect(link.alarms == [start + 500])
        #expect(link.events.isEmpty)
        link.turn()
        #expect(link.loop.now == start + Link.delay)
        #expect(link.events.count == 1)
        _ = link.receive(link.far)
        for _ in 0..<10 where link.timers.isEmpty { link.turn() }
        #expect(link.timers == [9])
        #expect(link.loop.now.nanoseconds == 2_000_000)
        // Nothing is due: time goes as far as it may.
        link.turn()
        #expect(link.loop.now.nanoseconds == 3_000_000)
        #expect(link.loop.refreshNow().nanoseconds == 3_000_000)
        #expect(link.loop.iterationAge == 0)
    }

    @Test func `a signal is heard without a wait, and waited for without time`() throws {
        let link = try Link()
        let now = link.loop.now
        link.loop.waker.wake()
        link.turn()
        #expect(link.wokenCount == 1)
        #expect(link.loop.now == now)
        link.turn()
        #expect(link.wokenCount == 1)
        let waker = link.loop.waker
        let thread = Thread { waker.wake() }
        thread.start()
        link.loop.waitUntilWoken()
        #expect(link.wokenCount == 1)
    }

    @Test func `links work on the machine's clock too`() throws {
        let loop = try EventLoop(memoryDelay: 2_000_000)
        let (near, far) = loop.connectInMemory()
        let token = loop.add(near, interest: [.writable])
        let other = loop.add(far, interest: [.readable])
        let start = Instant.now()
        var recorder = Recorder()
        while recorder.tokens.isEmpty { loop.runOnce(&recorder, maximumWait: .forever) }
        #expect(recorder.tokens.first == token)
        #expect(Instant.now() - start >= 4_000_000)
        loop.remove(token, end: near)
        loop.remove(other, end: far)
    }
}
