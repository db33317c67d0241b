// What zlib asks for, counted where it asks.
#include "CDeflateLanes.h"
#include <stdlib.h>
#include <zlib.h>

static voidpf count_and_allocate(voidpf total, uInt items, uInt size) {
    *(size_t *)total += (size_t)items * size;
    return calloc(items, size);
}

static void release(voidpf total, voidpf address) { free(address); }

size_t deflate_lane_deflate_bytes(int window_bits, int memory_level) {
    size_t total = 0;
    z_stream stream = {.zalloc = count_and_allocate, .zfree = release, .opaque = &total};
    if (deflateInit2(&stream, 1, Z_DEFLATED, -window_bits, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    deflateEnd(&stream);
    return total;
}

size_t deflate_lane_inflate_bytes(int window_bits) {
    // "Hello" as it is (RFC 7692 section 7.2.3.3), with its tail.
    static uint8_t payload[] = {0x00, 0x05, 0x00, 0xfa, 0xff, 'H', 'e', 'l', 'l', 'o', 0x00, 0x00, 0x00, 0xff, 0xff};
    uint8_t output[16];
    size_t total = 0;
    z_stream stream = {.zalloc = count_and_allocate, .zfree = release, .opaque = &total};
    if (inflateInit2(&stream, -window_bits) != Z_OK) return 0;
    stream.next_in = payload;
    stream.avail_in = sizeof payload;
    stream.next_out = output;
    stream.avail_out = sizeof output;
    int status = inflate(&stream, Z_SYNC_FLUSH);
    inflateEnd(&stream);
    return status == Z_OK ? total : 0;
}
