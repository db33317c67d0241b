// Loops over long runs of bytes, each in the widest vectors that the processor has.
//
// What a loop gives never depends on the width, and it reads and writes only the bytes that it is given. The width is
// found once, before main.
#ifndef CWIDEVECTORS_H
#define CWIDEVECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The loops in one width.
struct CWideVectorsLoops {
    /// Writes `count` bytes xor-ed with a repeated key, and returns the results or-ed together in eight lanes.
    ///
    /// `key` is a little-endian load of its four bytes. `source` and `destination` are equal or do not overlap.
    uint64_t (*_Nonnull mask)(
        uint8_t *_Nonnull destination, const uint8_t *_Nonnull source, size_t count, uint32_t key);
    /// Returns `count` bytes or-ed together in eight lanes.
    uint64_t (*_Nonnull combine)(const uint8_t *_Nonnull bytes, size_t count);
    /// Whether `count` bytes are UTF-8 (RFC 3629) that does not end inside a code point.
    bool (*_Nonnull is_utf8)(const uint8_t *_Nonnull bytes, size_t count);
};

/// The widths there are, by the bytes of a vector: 0 for plain C, 16 for SSSE3, 32 for AVX2, 64 for AVX-512 BW.
///
/// Returns the loops in one width, or null where the processor has no such vectors.
extern const struct CWideVectorsLoops *_Nullable cwide_loops(int bytes);

extern const struct CWideVectorsLoops *_Nonnull cwide_widest;

/// The loops in the widest vectors of this processor.
static inline const struct CWideVectorsLoops *_Nonnull cwide_chosen(void) { return cwide_widest; }

/// `CWideVectorsLoops.mask` in the widest vectors.
static inline uint64_t cwide_mask(
    uint8_t *_Nonnull destination, const uint8_t *_Nonnull source, size_t count, uint32_t key) {
    return cwide_widest->mask(destination, source, count, key);
}

/// `CWideVectorsLoops.combine` in the widest vectors.
static inline uint64_t cwide_combine(const uint8_t *_Nonnull bytes, size_t count) {
    return cwide_widest->combine(bytes, count);
}

/// `CWideVectorsLoops.is_utf8` in the widest vectors.
static inline bool cwide_is_utf8(const uint8_t *_Nonnull bytes, size_t count) {
    return cwide_widest->is_utf8(bytes, count);
}

#endif
