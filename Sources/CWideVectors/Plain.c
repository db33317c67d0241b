// Plain C: what any processor runs, sixteen bytes at a time where the compiler makes vectors of it.
#include "Loops.h"

typedef uint64_t Vector __attribute__((vector_size(16), aligned(1), may_alias));

static inline Vector load(const uint8_t *bytes) { return *(const Vector *)bytes; }
static inline void store(uint8_t *bytes, Vector vector) { *(Vector *)bytes = vector; }
static inline Vector keys_of(uint32_t key) {
    const uint64_t wide = (uint64_t)key << 32 | key;
    return (Vector){wide, wide};
}

uint64_t cwide_mask_plain(uint8_t *destination, const uint8_t *source, size_t count, uint32_t key) {
    if (count < 16) {
        uint64_t bits = 0;
        for (size_t index = 0; index < count; index++) {
            destination[index] = source[index] ^ (uint8_t)(key >> 8 * (index & 3));
            bits |= destination[index];
        }
        return bits;
    }
    // Loaded before anything is stored: it may overlap what the loop does, and must be masked once.
    const size_t last = count - 16;
    const Vector end = load(source + last) ^ keys_of(rotated(key, last));
    const Vector keys = keys_of(key);
    Vector first = end, second = end;
    size_t index = 0;
    for (; index + 32 <= count; index += 32) {
        const Vector one = load(source + index) ^ keys, two = load(source + index + 16) ^ keys;
        store(destination + index, one);
        store(destination + index + 16, two);
        first |= one;
        second |= two;
    }
    if (index < last) {
        const Vector one = load(source + index) ^ keys;
        store(destination + index, one);
        first |= one;
    }
    store(destination + last, end);
    first |= second;
    return first[0] | first[1];
}

uint64_t cwide_combine_plain(const uint8_t *bytes, size_t count) {
    if (count < 16) {
        uint64_t bits = 0;
        for (size_t index = 0; index < count; index++) bits |= bytes[index];
        return bits;
    }
    Vector first = load(bytes + count - 16), second = first;
    size_t index = 0;
    for (; index + 32 <= count; index += 32) {
        first |= load(bytes + index);
        second |= load(bytes + index + 16);
    }
    if (index + 16 <= count) first |= load(bytes + index);
    first |= second;
    return first[0] | first[1];
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
