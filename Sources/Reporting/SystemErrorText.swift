import Foundation

/// The system's words for an error number.
func systemErrorText(_ number: Int32) -> String {
    unsafe String(cString: strerror(number))
}
