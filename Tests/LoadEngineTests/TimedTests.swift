import Testing

/// Tests that need the machine's processors, or fill them: one at a time.
@Suite(.serialized) enum TimedTests {}
