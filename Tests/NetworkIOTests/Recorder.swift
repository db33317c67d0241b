import NetworkIO

/// A handler that writes down what it is called with, and can do something on top.
struct Recorder: EventHandler {
    enum Call: Equatable {
        case socket(EventToken, Readiness)
        case timer(UInt64)
        case alarm
        case woken
        case ended
    }

    var calls: [Call] = []
    var alarms: [Instant] = []
    var onSocket: ((EventToken, Readiness) -> Void)?
    var onTimer: ((UInt64) -> Void)?
    var onAlarm: ((Instant) -> Void)?
    var onWoken: (() -> Void)?

    mutating func socketReady(_ token: EventToken, _ readiness: Readiness) {
        calls.append(.socket(token, readiness))
        onSocket?(token, readiness)
    }

    mutating func timerExpired(_ payload: UInt64) {
        calls.append(.timer(payload))
        onTimer?(payload)
    }

    mutating func alarmReached(_ now: Instant) {
        calls.append(.alarm)
        alarms.append(now)
        onAlarm?(now)
    }

    mutating func woken() {
        calls.append(.woken)
        onWoken?()
    }

    mutating func iterationEnded(_ now: Instant) {
        calls.append(.ended)
    }

    /// The tokens of the socket calls, in order.
    var tokens: [EventToken] {
        calls.compactMap { if case .socket(let token, _) = $0 { token } else { nil } }
    }
}
