// Plain C: what any processor runs, sixteen bytes at a time where the compiler makes vectors of it.
#include "Loops.h"

typedef uint64_t Vector __attribute__((vector_size(16), aligned(1), may_alias));

uint64_t cwide_mask_plain(uint8_t *destination, const uint8_t *source, size_t count, uint32_t key) {
    const uint64_t wide = (uint64_t)key << 32 | key;
    const Vector keys = {wide, wide};
    Vector first = {0, 0}, second = {0, 0};
    size_t index = 0;
    for (; count - index >= 32; index += 32) {
        const Vector one = *(const Vector *)(source + index) ^ keys;
        const Vector two = *(const Vector *)(source + index + 16) ^ keys;
        *(Vector *)(destination + index) = one;
        *(Vector *)(destination + index + 16) = two;
        first |= one;
        second |= two;
    }
    first |= second;
    uint64_t bits = first[0] | first[1];
    for (; index < count; index++) {
        destination[index] = source[index] ^ (uint8_t)(key >> 8 * (index & 3));
        bits |= destination[index];
    }
    return bits;
}

uint64_t cwide_combine_plain(const uint8_t *bytes, size_t count) {
    Vector first = {0, 0}, second = {0, 0};
    size_t index = 0;
    for (; count - index >= 32; index += 32) {
        first |= *(const Vector *)(bytes + index);
        second |= *(const Vector *)(bytes + index + 16);
    }
    first |= second;
    uint64_t bits = first[0] | first[1];
    for (; index < count; index++) bits |= bytes[index];
    return bits;
}

/// How many bytes after this first one a code point has, with the bounds of the second; 255 where it cannot be first.
static inline uint8_t continuations(uint8_t byte, uint8_t *lower, uint8_t *upper) {
    *lower = byte == 0xe0 ? 0xa0 : byte == 0xf0 ? 0x90 : 0x80;
    *upper = byte == 0xed ? 0x9f : byte == 0xf4 ? 0x8f : 0xbf;
    return byte < 0x80 ? 0 : byte < 0xc2 ? 255 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : byte < 0xf5 ? 3 : 255;
}

static bool is_utf8(const uint8_t *bytes, size_t count) {
    size_t index = 0;
    while (index < count) {
        uint64_t word;
        if (count - index >= 8 && (memcpy(&word, bytes + index, 8), (word & 0x8080808080808080) == 0)) {
            index += 8;
            continue;
        }
        uint8_t lower, upper;
        uint8_t more = continuations(bytes[index++], &lower, &upper);
        if (more > count - index) return false;
        for (; more > 0; more--, index++) {
            if (bytes[index] < lower || bytes[index] > upper) return false;
            lower = 0x80;
            upper = 0xbf;
        }
    }
    return true;
}

const struct CWideVectorsLoops cwide_plain = {cwide_mask_plain, cwide_combine_plain, is_utf8};
