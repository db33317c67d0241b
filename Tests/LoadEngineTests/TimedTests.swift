import Testing
import TimedTesting

/// Tests that need the machine's processors, or fill them: one at a time, and
/// again where something else had them.
@Suite(.serialized, .triedAgain(atMost: 3)) enum TimedTests {}
