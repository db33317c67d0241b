/// Why a command could not do what it was asked to, as the user reads it.
struct CommandFailure: Error {
    /// What the process ends with.
    var status: ExitStatus
    /// What stands in the way and what to do; `muster: ` is put in front of it.
    var message: String
}
