// What the files of this target share.
#ifndef LOOPS_H
#define LOOPS_H

#include "CWideVectors.h"
#include <string.h>

extern const struct CWideVectorsLoops cwide_plain;
#if defined(__x86_64__)
extern const struct CWideVectorsLoops cwide_bytes16;
extern const struct CWideVectorsLoops cwide_bytes32;
extern const struct CWideVectorsLoops cwide_bytes64;

extern uint64_t cwide_mask_bytes32(uint8_t *destination, const uint8_t *source, size_t count, uint32_t key);
extern bool cwide_is_utf8_bytes16(const uint8_t *bytes, size_t count);
#endif

extern uint64_t cwide_mask_plain(uint8_t *destination, const uint8_t *source, size_t count, uint32_t key);
extern uint64_t cwide_combine_plain(const uint8_t *bytes, size_t count);

/// How far ahead of itself a loop asks for the lines that it will store to, in bytes.
enum { AHEAD = 1024 };

/// The key for the part of a payload that begins `count` bytes after its beginning.
static inline uint32_t rotated(uint32_t key, size_t count) {
    const unsigned shift = (unsigned)(count & 3) * 8;
    return key >> shift | key << (-shift & 31);
}

/// Whether the last three of some bytes begin a code point that needs more.
static inline bool ends_inside(const uint8_t *bytes, size_t count) {
    if (count == 0) return false;
    bool inside = bytes[count - 1] >= 0xc0;
    if (count > 1) inside |= bytes[count - 2] >= 0xe0;
    if (count > 2) inside |= bytes[count - 3] >= 0xf0;
    return inside;
}

/// What may be wrong with two bytes in sequence, a bit each.
///
/// A bit is set in the entries of all three tables exactly where the two bytes show that fault; the tables tell
/// it from the high and the low half of the first byte and from the high half of the second (Keiser and Lemire,
/// "Validating UTF-8 In Less Than One Instruction Per Byte", section 6). Two continuation bytes are no fault where
/// the third or the fourth byte of a code point is due, which needs a look two and three bytes back.
enum {
    NO_CONTINUATION = 1 << 0,
    STRAY_CONTINUATION = 1 << 1,
    OVERLONG_THREE = 1 << 2,
    TOO_LARGE = 1 << 3,
    SURROGATE = 1 << 4,
    OVERLONG_TWO = 1 << 5,
    OVERLONG_FOUR_OR_FAR_TOO_LARGE = 1 << 6,
    TWO_CONTINUATIONS = 1 << 7,

    ANY_LOW_HALF = NO_CONTINUATION | STRAY_CONTINUATION | TWO_CONTINUATIONS,
    ABOVE_F4 = ANY_LOW_HALF | TOO_LARGE | OVERLONG_FOUR_OR_FAR_TOO_LARGE,
    CONTINUATION = STRAY_CONTINUATION | TWO_CONTINUATIONS | OVERLONG_TWO,
};

/// By the high half of the first byte.
static const uint8_t first_high[16] __attribute__((aligned(16))) = {
    STRAY_CONTINUATION, STRAY_CONTINUATION, STRAY_CONTINUATION, STRAY_CONTINUATION,
    STRAY_CONTINUATION, STRAY_CONTINUATION, STRAY_CONTINUATION, STRAY_CONTINUATION,
    TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS,
    NO_CONTINUATION | OVERLONG_TWO,
    NO_CONTINUATION,
    NO_CONTINUATION | OVERLONG_THREE | SURROGATE,
    NO_CONTINUATION | TOO_LARGE | OVERLONG_FOUR_OR_FAR_TOO_LARGE,
};

/// By the low half of the first byte.
static const uint8_t first_low[16] __attribute__((aligned(16))) = {
    ANY_LOW_HALF | OVERLONG_TWO | OVERLONG_THREE | OVERLONG_FOUR_OR_FAR_TOO_LARGE,
    ANY_LOW_HALF | OVERLONG_TWO,
    ANY_LOW_HALF,
    ANY_LOW_HALF,
    ANY_LOW_HALF | TOO_LARGE,
    ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4, ABOVE_F4,
    ABOVE_F4 | SURROGATE,
    ABOVE_F4, ABOVE_F4,
};

/// By the high half of the second byte.
static const uint8_t second_high[16] __attribute__((aligned(16))) = {
    NO_CONTINUATION, NO_CONTINUATION, NO_CONTINUATION, NO_CONTINUATION,
    NO_CONTINUATION, NO_CONTINUATION, NO_CONTINUATION, NO_CONTINUATION,
    CONTINUATION | OVERLONG_THREE | OVERLONG_FOUR_OR_FAR_TOO_LARGE,
    CONTINUATION | OVERLONG_THREE | TOO_LARGE,
    CONTINUATION | SURROGATE | TOO_LARGE,
    CONTINUATION | SURROGATE | TOO_LARGE,
    NO_CONTINUATION, NO_CONTINUATION, NO_CONTINUATION, NO_CONTINUATION,
};

#endif
