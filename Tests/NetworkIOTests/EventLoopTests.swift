import Dispatch
import Testing

@testable import NetworkIO

/// Whether `assert` does anything in this build.
private let assertionsAreChecked = {
    var isChecked = false
    assert({ isChecked = true }() == ())
    return isChecked
}()

@Suite struct EventLoopTests {
    @Test func aSocketWithBytesIsReported() throws {
        let loop = try EventLoop()
        let (near, far) = try Socket.pair()
        defer {
            near.close()
            far.close()
        }
        let token = try loop.add(near, interest: .readable)
        var recorder = Recorder()
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.calls == [.ended])
        #expect(far.send(text: "hello") == .bytes(5))
        recorder.calls = []
        loop.runOnce(&recorder, maximumWait: .forever)
        #expect(recorder.calls == [.socket(token, .readable), .ended])
        #expect(near.receiveText() == "hello")
    }

    @Test func readinessIsReportedAgainUntilItIsUsedUp() throws {
        let loop = try EventLoop()
        let (near, far) = try Socket.pair()
        defer {
            near.close()
            far.close()
        }
        _ = try loop.add(near, interest: .readable)
        #expect(far.send(text: "hello") == .bytes(5))
        var recorder = Recorder()
        for _ in 0..<3 { loop.runOnce(&recorder, maximumWait: .none) }
        #expect(recorder.tokens.count == 3)
        #expect(near.receiveText() == "hello")
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.tokens.count == 3)
    }

    @Test func interestCanBeChanged() throws {
        let loop = try EventLoop()
        let (near, far) = try Socket.pair()
        defer { near.close() }
        let token = try loop.add(near, interest: [.readable, .writable])
        var recorder = Recorder()
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.calls == [.socket(token, .writable), .ended])
        loop.modify(token, socket: near, interest: .readable)
        recorder.calls = []
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.calls == [.ended])
        loop.modify(token, socket: near, interest: [])
        far.close()
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.calls == [.ended, .socket(token, .hangUp), .ended], "reported without being asked for")
    }

    @Test func aRemovedSocketIsSkippedInTheSameIteration() throws {
        let loop = try EventLoop()
        let pairs = [try Socket.pair(), try Socket.pair()]
        defer {
            for (near, far) in pairs {
                near.close()
                far.close()
            }
        }
        var tokens: [EventToken] = []
        for (near, far) in pairs {
            tokens.append(try loop.add(near, interest: .readable))
            #expect(far.send(text: "x") == .bytes(1))
        }
        var recorder = Recorder()
        recorder.onSocket = { token, _ in
            let other = token == tokens[0] ? 1 : 0
            loop.remove(tokens[other], socket: pairs[other].0)
        }
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.tokens.count == 1)
        #expect(loop.registeredCount == 1)
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.tokens.count == 2)
        #expect(Set(recorder.tokens).count == 1)
    }

    @Test func aStaleEventDoesNotReachTheNextOwnerOfTheDescriptor() throws {
        let loop = try EventLoop()
        var nears: [Socket] = []
        var fars: [Socket] = []
        var tokens: [EventToken] = []
        for _ in 0..<2 {
            let (near, far) = try Socket.pair()
            nears.append(near)
            fars.append(far)
            tokens.append(try loop.add(near, interest: .readable))
            #expect(far.send(text: "x") == .bytes(1))
        }
        // The first handler closes the other socket and registers a new one, which gets the same descriptor.
        var added: EventToken?
        var recorder = Recorder()
        recorder.onSocket = { token, _ in
            guard added == nil else { return }
            let other = token == tokens[0] ? 1 : 0
            loop.remove(tokens[other], socket: nears[other])
            nears[other].close()
            fars[other].close()
            guard let (near, far) = try? Socket.pair() else { return }
            nears[other] = near
            fars[other] = far
            added = try? loop.add(near, interest: .readable)
        }
        loop.runOnce(&recorder, maximumWait: .none)
        let token = try #require(added)
        #expect(recorder.tokens.count == 1)
        #expect(!tokens.map(\.slot).contains(token.slot), "a slot is not reused before the iteration ends")
        recorder.calls = []
        #expect(fars.allSatisfy { $0.send(text: "y") == .bytes(1) })
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.tokens.contains(token))
        for socket in nears + fars { socket.close() }
    }

    @Test func slotsAreDenseAndTheLastFreedIsTakenFirst() throws {
        let loop = try EventLoop()
        let pairs = try (0..<4).map { _ in try Socket.pair() }
        defer {
            for (near, far) in pairs {
                near.close()
                far.close()
            }
        }
        let tokens = try pairs.map { try loop.add($0.0, interest: .readable) }
        #expect(tokens.map(\.slot) == [0, 1, 2, 3])
        #expect(loop.registeredCount == 4)
        loop.remove(tokens[1], socket: pairs[1].0)
        loop.remove(tokens[2], socket: pairs[2].0)
        loop.remove(tokens[2], socket: pairs[2].0)
        #expect(loop.registeredCount == 2)
        let again = try loop.add(pairs[1].0, interest: .readable)
        #expect(again.slot == 2)
        #expect(again != tokens[2])
        #expect(try loop.add(pairs[2].0, interest: .readable).slot == 1)
    }

    @Test func aSocketCannotBeAddedTwice() throws {
        let loop = try EventLoop()
        let (near, far) = try Socket.pair()
        defer {
            near.close()
            far.close()
        }
        _ = try loop.add(near, interest: .readable)
        #expect(throws: NetworkError.self) { _ = try loop.add(near, interest: .readable) }
        #expect(loop.registeredCount == 1)
    }

    @Test func aThousandSocketsAreAllServed() throws {
        FileLimit.raise()
        let loop = try EventLoop()
        let pairs = try (0..<1_000).map { _ in try Socket.pair() }
        defer {
            for (near, far) in pairs {
                near.close()
                far.close()
            }
        }
        for (near, far) in pairs {
            _ = try loop.add(near, interest: .readable)
            #expect(far.send(text: "x") == .bytes(1))
        }
        var served = 0
        var recorder = Recorder()
        recorder.onSocket = { token, _ in
            #expect(pairs[Int(token.slot)].0.receiveText() == "x")
            served += 1
        }
        loop.run(&recorder) { $0.tokens.count >= 1_000 }
        #expect(served == 1_000)
        #expect(Set(recorder.tokens).count == 1_000)
        #expect(loop.statistics.events >= 1_000)
        // 256, 512 and 232 events: the buffer grows. The last iteration is not counted before the next wait.
        #expect(loop.statistics.iterations == 2)
    }

    @Test func theCallsOfAnIterationComeInTheirOrder() throws {
        let loop = try EventLoop()
        let (near, far) = try Socket.pair()
        defer {
            near.close()
            far.close()
        }
        let token = try loop.add(near, interest: .readable)
        #expect(far.send(text: "x") == .bytes(1))
        loop.waker.wake()
        let past = Instant(nanoseconds: 1)
        _ = loop.schedule(at: past, payload: 5)
        loop.setAlarm(past)
        var recorder = Recorder()
        loop.runOnce(&recorder, maximumWait: .forever)
        #expect(recorder.calls == [.alarm, .socket(token, .readable), .woken, .timer(5), .ended])
    }

    @Test func statisticsCount() throws {
        let loop = try EventLoop()
        let (near, far) = try Socket.pair()
        defer {
            near.close()
            far.close()
        }
        _ = try loop.add(near, interest: .writable)
        var recorder = Recorder()
        recorder.onSocket = { _, _ in
            let end = Instant.now() + 3_000_000
            while Instant.now() < end {}
        }
        for _ in 0..<3 { loop.runOnce(&recorder, maximumWait: .none) }
        #expect(loop.statistics.iterations == 2, "the last one is not over before the next wait")
        #expect(loop.statistics.events == 3)
        #expect(loop.statistics.longestIteration >= 3_000_000)
        #expect(loop.statistics.busy >= 6_000_000)
    }

    @Test(.enabled(if: assertionsAreChecked))
    func aForeignQueueIsCaughtInDebugBuilds() async {
        await #expect(processExitsWith: .failure) {
            let loop = try EventLoop()
            loop.ownedBy(DispatchQueue(label: "owner"))
            loop.setAlarm(nil)
        }
    }

    @Test func aQueueCanOwnTheLoop() throws {
        let queue = DispatchQueue(label: "owner")
        let calls = try queue.sync {
            let loop = try EventLoop()
            loop.ownedBy(queue)
            loop.setAlarm(Instant(nanoseconds: 1))
            var recorder = Recorder()
            loop.runOnce(&recorder, maximumWait: .forever)
            return recorder.calls
        }
        #expect(calls == [.alarm, .ended])
    }
}
