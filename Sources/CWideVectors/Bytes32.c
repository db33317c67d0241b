// Vectors of 32 bytes (AVX2).
#include "Loops.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2")))

TARGET static inline __m256i load(const uint8_t *bytes) { return _mm256_loadu_si256((const __m256i *)bytes); }
TARGET static inline void store(uint8_t *bytes, __m256i vector) { _mm256_storeu_si256((__m256i *)bytes, vector); }
TARGET static inline __m256i or(__m256i left, __m256i right) { return _mm256_or_si256(left, right); }

TARGET static inline uint64_t folded(__m256i vector) {
    const __m128i half = _mm_or_si128(_mm256_castsi256_si128(vector), _mm256_extracti128_si256(vector, 1));
    return (uint64_t)_mm_cvtsi128_si64(half) | (uint64_t)_mm_extract_epi64(half, 1);
}

TARGET uint64_t cwide_mask_bytes32(uint8_t *destination, const uint8_t *source, size_t count, uint32_t key) {
    if (count < 32) return cwide_mask_plain(destination, source, count, key);
    // Loaded before anything is stored: both may overlap what the loop does, and must be masked once.
    const size_t last = count - 32;
    const __m256i end = _mm256_xor_si256(load(source + last), _mm256_set1_epi32((int)rotated(key, last)));
    const __m256i begin = _mm256_xor_si256(load(source), _mm256_set1_epi32((int)key));
    // Whole lines from here on: a store over the bound of two costs as two.
    size_t index = count < 512 ? 0 : -(uintptr_t)destination & 31;
    const __m256i keys = _mm256_set1_epi32((int)rotated(key, index));
    __m256i bits0 = end, bits1 = begin, bits2 = end, bits3 = begin;
    for (; index + 128 <= count; index += 128) {
        // A store to a line that is not near waits for it, and the next one behind it.
        __builtin_prefetch(destination + index + AHEAD, 1);
        __builtin_prefetch(destination + index + AHEAD + 64, 1);
        const __m256i v0 = _mm256_xor_si256(load(source + index), keys);
        const __m256i v1 = _mm256_xor_si256(load(source + index + 32), keys);
        const __m256i v2 = _mm256_xor_si256(load(source + index + 64), keys);
        const __m256i v3 = _mm256_xor_si256(load(source + index + 96), keys);
        store(destination + index, v0);
        store(destination + index + 32, v1);
        store(destination + index + 64, v2);
        store(destination + index + 96, v3);
        bits0 = or(bits0, v0);
        bits1 = or(bits1, v1);
        bits2 = or(bits2, v2);
        bits3 = or(bits3, v3);
    }
    for (; index < last; index += 32) {
        const __m256i vector = _mm256_xor_si256(load(source + index), keys);
        store(destination + index, vector);
        bits0 = or(bits0, vector);
    }
    store(destination, begin);
    store(destination + last, end);
    return folded(or(or(bits0, bits1), or(bits2, bits3)));
}

TARGET static uint64_t combine(const uint8_t *bytes, size_t count) {
    if (count < 32) return cwide_combine_plain(bytes, count);
    const size_t last = count - 32;
    __m256i bits0 = load(bytes), bits1 = load(bytes + last), bits2 = bits0, bits3 = bits1;
    size_t index = 0;
    if (count >= 512) index = -(uintptr_t)bytes & 31;
    for (; index + 128 <= count; index += 128) {
        bits0 = or(bits0, load(bytes + index));
        bits1 = or(bits1, load(bytes + index + 32));
        bits2 = or(bits2, load(bytes + index + 64));
        bits3 = or(bits3, load(bytes + index + 96));
    }
    for (; index < last; index += 32) bits0 = or(bits0, load(bytes + index));
    return folded(or(or(bits0, bits1), or(bits2, bits3)));
}

/// As in `Bytes16.c`.
TARGET static inline __m256i faults(__m256i bytes, __m256i before1, __m256i before2, __m256i before3) {
    const __m256i half = _mm256_set1_epi8(0x0f);
    const __m256i firsts_high = _mm256_broadcastsi128_si256(*(const __m128i *)first_high);
    const __m256i firsts_low = _mm256_broadcastsi128_si256(*(const __m128i *)first_low);
    const __m256i seconds_high = _mm256_broadcastsi128_si256(*(const __m128i *)second_high);
    const __m256i high1 = _mm256_and_si256(_mm256_srli_epi16(before1, 4), half);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
    const __m256i pair = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(firsts_high, high1),
            _mm256_shuffle_epi8(firsts_low, _mm256_and_si256(before1, half))),
        _mm256_shuffle_epi8(seconds_high, high));
    const __m256i due = or(
        _mm256_subs_epu8(before2, _mm256_set1_epi8((char)(0xe0 - 0x80))),
        _mm256_subs_epu8(before3, _mm256_set1_epi8((char)(0xf0 - 0x80))));
    return _mm256_xor_si256(pair, _mm256_and_si256(due, _mm256_set1_epi8((char)0x80)));
}

/// The faults of 32 bytes that have three before them.
TARGET static inline __m256i faults_at(const uint8_t *bytes) {
    return faults(load(bytes), load(bytes - 1), load(bytes - 2), load(bytes - 3));
}

TARGET static bool is_utf8(const uint8_t *bytes, size_t count) {
    if (count < 35) return cwide_is_utf8_bytes16(bytes, count);
    if (ends_inside(bytes, count)) return false;
    const __m256i first = load(bytes);
    const __m256i carry = _mm256_permute2x128_si256(first, first, 0x08);
    __m256i fault = faults(
        first, _mm256_alignr_epi8(first, carry, 15), _mm256_alignr_epi8(first, carry, 14),
        _mm256_alignr_epi8(first, carry, 13));
    int high = _mm256_movemask_epi8(first);
    const size_t last = count - 32;
    size_t index = 32;
    for (; index + 64 <= count; index += 64) {
        const int before = high;
        high = _mm256_movemask_epi8(or(load(bytes + index), load(bytes + index + 32)));
        if ((high | before) == 0) continue;
        fault = or(fault, or(faults_at(bytes + index), faults_at(bytes + index + 32)));
    }
    if (index < last) fault = or(fault, faults_at(bytes + index));
    fault = or(fault, faults_at(bytes + last));
    return _mm256_testz_si256(fault, fault);
}

const struct CWideVectorsLoops cwide_bytes32 = {cwide_mask_bytes32, combine, is_utf8};
#endif
