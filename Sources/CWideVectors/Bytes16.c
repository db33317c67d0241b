// Vectors of 16 bytes (SSSE3), for processors without wider ones; and text that is too short for wider ones.
#include "Loops.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("ssse3")))

TARGET static inline __m128i load(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

/// Not zero where a byte cannot follow those that are one, two and three before it.
TARGET static inline __m128i faults(__m128i bytes, __m128i before1, __m128i before2, __m128i before3) {
    const __m128i half = _mm_set1_epi8(0x0f);
    const __m128i high1 = _mm_and_si128(_mm_srli_epi16(before1, 4), half);
    const __m128i high = _mm_and_si128(_mm_srli_epi16(bytes, 4), half);
    const __m128i pair = _mm_and_si128(
        _mm_and_si128(
            _mm_shuffle_epi8(load(first_high), high1),
            _mm_shuffle_epi8(load(first_low), _mm_and_si128(before1, half))),
        _mm_shuffle_epi8(load(second_high), high));
    // The high bit is set where the third byte of a code point is due, or the fourth.
    const __m128i due = _mm_or_si128(
        _mm_subs_epu8(before2, _mm_set1_epi8((char)(0xe0 - 0x80))),
        _mm_subs_epu8(before3, _mm_set1_epi8((char)(0xf0 - 0x80))));
    return _mm_xor_si128(pair, _mm_and_si128(due, _mm_set1_epi8((char)0x80)));
}

/// The faults of 16 bytes that have three before them.
TARGET static inline __m128i faults_at(const uint8_t *bytes) {
    return faults(load(bytes), load(bytes - 1), load(bytes - 2), load(bytes - 3));
}

TARGET static inline bool is_zero(__m128i vector) {
    return _mm_movemask_epi8(_mm_cmpeq_epi8(vector, _mm_setzero_si128())) == 0xffff;
}

TARGET bool cwide_is_utf8_bytes16(const uint8_t *bytes, size_t count) {
    if (ends_inside(bytes, count)) return false;
    if (count < 19) {
        // The zeros before and behind stand for ASCII.
        uint8_t padded[3 + 32] = {0};
        memcpy(padded + 3, bytes, count);
        return is_zero(_mm_or_si128(faults_at(padded + 3), faults_at(padded + 3 + 16)));
    }
    const __m128i first = load(bytes);
    __m128i fault =
        faults(first, _mm_slli_si128(first, 1), _mm_slli_si128(first, 2), _mm_slli_si128(first, 3));
    // A vector of ASCII behind one of ASCII needs no look.
    int high = _mm_movemask_epi8(first);
    const size_t last = count - 16;
    for (size_t index = 16; index < last; index += 16) {
        const int before = high;
        high = _mm_movemask_epi8(load(bytes + index));
        if ((high | before) == 0) continue;
        fault = _mm_or_si128(fault, faults_at(bytes + index));
    }
    // Overlaps what came before, but sees every byte with the three before it.
    return is_zero(_mm_or_si128(fault, faults_at(bytes + last)));
}

const struct CWideVectorsLoops cwide_bytes16 = {cwide_mask_plain, cwide_combine_plain, cwide_is_utf8_bytes16};
#endif
