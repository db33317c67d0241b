// Vectors of 64 bytes with a bit for each byte (AVX-512 BW): what is less than a vector is loaded under a mask, which
// touches no byte outside it.
#include "Loops.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512bw,avx512vl,bmi2")))

TARGET static inline __m512i load(const uint8_t *bytes) { return _mm512_loadu_si512(bytes); }
TARGET static inline void store(uint8_t *bytes, __m512i vector) { _mm512_storeu_si512(bytes, vector); }
TARGET static inline __m512i or(__m512i left, __m512i right) { return _mm512_or_si512(left, right); }

/// The lowest `count` bits, at most 64.
TARGET static inline __mmask64 lowest(size_t count) { return _bzhi_u64(~0ull, (unsigned)count); }

TARGET static inline uint64_t folded(__m512i vector) {
    const __m256i half = _mm256_or_si256(_mm512_castsi512_si256(vector), _mm512_extracti64x4_epi64(vector, 1));
    const __m128i quarter = _mm_or_si128(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
    return (uint64_t)_mm_cvtsi128_si64(quarter) | (uint64_t)_mm_extract_epi64(quarter, 1);
}

TARGET static uint64_t mask(uint8_t *destination, const uint8_t *source, size_t count, uint32_t key) {
    if (count < 64) return cwide_mask_bytes32(destination, source, count, key);
    // Loaded before anything is stored: both may overlap what the loop does, and must be masked once.
    const size_t last = count - 64;
    const __m512i end = _mm512_xor_si512(load(source + last), _mm512_set1_epi32((int)rotated(key, last)));
    const __m512i begin = _mm512_xor_si512(load(source), _mm512_set1_epi32((int)key));
    // Whole lines from here on: a store over the bound of two costs as two.
    size_t index = count < 512 ? 0 : -(uintptr_t)destination & 63;
    const __m512i keys = _mm512_set1_epi32((int)rotated(key, index));
    __m512i bits0 = begin, bits1 = end, bits2 = begin, bits3 = end;
    for (; index + 256 <= count; index += 256) {
        // A store to a line that is not near waits for it, and the next one behind it.
        for (size_t line = 0; line < 256; line += 64) __builtin_prefetch(destination + index + AHEAD + line, 1);
        const __m512i v0 = _mm512_xor_si512(load(source + index), keys);
        const __m512i v1 = _mm512_xor_si512(load(source + index + 64), keys);
        const __m512i v2 = _mm512_xor_si512(load(source + index + 128), keys);
        const __m512i v3 = _mm512_xor_si512(load(source + index + 192), keys);
        store(destination + index, v0);
        store(destination + index + 64, v1);
        store(destination + index + 128, v2);
        store(destination + index + 192, v3);
        bits0 = or(bits0, v0);
        bits1 = or(bits1, v1);
        bits2 = or(bits2, v2);
        bits3 = or(bits3, v3);
    }
    for (; index < last; index += 64) {
        const __m512i vector = _mm512_xor_si512(load(source + index), keys);
        store(destination + index, vector);
        bits2 = or(bits2, vector);
    }
    store(destination, begin);
    store(destination + last, end);
    return folded(or(or(bits0, bits1), or(bits2, bits3)));
}

TARGET static uint64_t combine(const uint8_t *bytes, size_t count) {
    __m512i bits0 = _mm512_setzero_si512(), bits1 = bits0, bits2 = bits0, bits3 = bits0;
    size_t index = 0;
    if (count >= 512) {
        bits0 = load(bytes);
        index = -(uintptr_t)bytes & 63;
    }
    for (; index + 256 <= count; index += 256) {
        bits0 = or(bits0, load(bytes + index));
        bits1 = or(bits1, load(bytes + index + 64));
        bits2 = or(bits2, load(bytes + index + 128));
        bits3 = or(bits3, load(bytes + index + 192));
    }
    for (; index + 64 <= count; index += 64) bits1 = or(bits1, load(bytes + index));
    if (index < count) bits2 = or(bits2, _mm512_maskz_loadu_epi8(lowest(count - index), bytes + index));
    return folded(or(or(bits0, bits1), or(bits2, bits3)));
}

/// As in `Bytes16.c`; what stands before `bytes` is at the end of `before`.
TARGET static inline __m512i faults(__m512i bytes, __m512i before) {
    const __m512i half = _mm512_set1_epi8(0x0f);
    const __m512i firsts_high = _mm512_broadcast_i32x4(*(const __m128i *)first_high);
    const __m512i firsts_low = _mm512_broadcast_i32x4(*(const __m128i *)first_low);
    const __m512i seconds_high = _mm512_broadcast_i32x4(*(const __m128i *)second_high);
    // Sixteen bytes further, so that each lane finds the lane before it.
    const __m512i carry = _mm512_alignr_epi32(bytes, before, 12);
    const __m512i before1 = _mm512_alignr_epi8(bytes, carry, 15);
    const __m512i before2 = _mm512_alignr_epi8(bytes, carry, 14);
    const __m512i before3 = _mm512_alignr_epi8(bytes, carry, 13);
    const __m512i high1 = _mm512_and_si512(_mm512_srli_epi16(before1, 4), half);
    const __m512i high = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), half);
    const __m512i pair = _mm512_and_si512(
        _mm512_and_si512(
            _mm512_shuffle_epi8(firsts_high, high1),
            _mm512_shuffle_epi8(firsts_low, _mm512_and_si512(before1, half))),
        _mm512_shuffle_epi8(seconds_high, high));
    const __m512i due = or(
        _mm512_subs_epu8(before2, _mm512_set1_epi8((char)(0xe0 - 0x80))),
        _mm512_subs_epu8(before3, _mm512_set1_epi8((char)(0xf0 - 0x80))));
    return _mm512_xor_si512(pair, _mm512_and_si512(due, _mm512_set1_epi8((char)0x80)));
}

TARGET static bool is_utf8(const uint8_t *bytes, size_t count) {
    if (ends_inside(bytes, count)) return false;
    __m512i before = _mm512_setzero_si512(), fault = before;
    size_t index = 0;
    __mmask64 high = 0;
    for (; index + 128 <= count; index += 128) {
        const __m512i v0 = load(bytes + index), v1 = load(bytes + index + 64);
        const __mmask64 was_high = high;
        high = _mm512_movepi8_mask(or(v0, v1));
        if ((high | was_high) != 0) fault = or(fault, or(faults(v0, before), faults(v1, v0)));
        before = v1;
    }
    if (index + 64 <= count) {
        const __m512i vector = load(bytes + index);
        fault = or(fault, faults(vector, before));
        before = vector;
        index += 64;
    }
    // The zeros behind the end stand for ASCII.
    if (index < count) {
        fault = or(fault, faults(_mm512_maskz_loadu_epi8(lowest(count - index), bytes + index), before));
    }
    return _mm512_test_epi8_mask(fault, fault) == 0;
}

const struct CWideVectorsLoops cwide_bytes64 = {mask, combine, is_utf8};
#endif
