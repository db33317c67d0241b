import CLinux
import Dispatch
import Foundation
import Synchronization
import Testing
import TimedTesting

@testable import NetworkIO

@Suite struct MachineTests {
    @Test func theFileLimitCanBeRaisedToTheHardLimit() async {
        await #expect(processExitsWith: .success) {
            let before = FileLimit.current
            var limit = rlimit(rlim_cur: 100, rlim_max: rlim_t(before.hard))
            #expect(unsafe clinux_set_file_limit(&limit) == 0)
            #expect(FileLimit.current.soft == 100)
            let after = FileLimit.raise()
            #expect(after.soft == before.hard)
            #expect(after.hard == before.hard)
        }
    }

    @Test func theKernelsSettingsAreRead() throws {
        let ports = try #require(EphemeralPorts.available)
        #expect(ports.lowerBound >= 1)
        #expect(ports.count > 100)
        #expect(try #require(ListenBacklog.limit) > 0)
        #expect(KernelFile.numbers(in: "/proc/no-such-file") == nil)
        #expect(KernelFile.numbers(in: "/proc/self/comm") == [])
    }

    @Test func workTakesProcessorTime() {
        let thread = ProcessorTime.thread()
        let process = ProcessorTime.process()
        while ProcessorTime.thread() < thread + 5_000_000 {}
        let after = ProcessorTime.process()
        #expect(after.user + after.system >= process.user + process.system + 4_000_000)
        #expect(ProcessorTime.thread() >= thread + 5_000_000)
    }

    @Test func touchedMemoryIsResident() {
        let before = ResidentMemory.bytes()
        #expect(before > 1_000_000)
        let block = [UInt8](repeating: 1, count: 64 << 20)
        let after = ResidentMemory.bytes()
        #expect(block[block.count / 2] == 1)
        #expect(after >= before + 32 << 20)
    }

    @Test func aThreadCanBePinned() async {
        await #expect(processExitsWith: .success) {
            let numbers = Processor.availableNumbers
            #expect(numbers.count == Processor.available)
            let last = try #require(numbers.last)
            #expect(!Processor.pin(toCPU: -1))
            #expect(!Processor.pin(toCPU: 1_000_000))
            #expect(Processor.pin(toCPU: last))
            #expect(Processor.availableNumbers == [last])
            #expect(Processor.available == 1)
        }
    }

    /// In a process of its own: the threads share one processor, and would slow down whatever else runs.
    @Test(.triedAgain(atMost: 3)) func aThreadThatSharesAProcessorWaitsForIt() async {
        await #expect(processExitsWith: .success) {
            let waited = Mutex<[UInt64]>([])
            let done = DispatchSemaphore(value: 0)
            for _ in 0..<2 {
                Thread.detachNewThread {
                    Processor.pin(toCPU: Processor.availableNumbers[0])
                    let before = ProcessorTime.threadWaiting() ?? 0
                    let end = Instant.now() + 400_000_000
                    while Instant.now() < end {}
                    waited.withLock { $0.append((ProcessorTime.threadWaiting() ?? 0) - before) }
                    done.signal()
                }
            }
            for _ in 0..<2 { done.wait() }
            // Two threads that both want the whole of it: together they wait about as long as they run.
            #expect(waited.withLock { $0.reduce(0, +) } > 100_000_000)
        }
    }

    @Test func instantsAreOrderedAndDoNotOverflow() {
        let first = Instant.now()
        let second = Instant.now()
        #expect(first <= second)
        #expect(Instant(nanoseconds: 5) - Instant(nanoseconds: 8) == -3)
        #expect(Instant(nanoseconds: 5) + 3 == Instant(nanoseconds: 8))
        #expect(Instant(nanoseconds: .max - 1) + 3 == Instant(nanoseconds: .max))
    }
}
