#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum deflate_lane_kind { DEFLATE_LANE_ZLIB_TAKEOVER, DEFLATE_LANE_ZLIB, DEFLATE_LANE_LIBDEFLATE };

/// A sender of permessage-deflate (RFC 7692) of level 1 and a window of 15 bits.
struct deflate_lane;

/// Makes one; NULL where there is no memory.
struct deflate_lane *deflate_lane_create(enum deflate_lane_kind kind);

void deflate_lane_free(struct deflate_lane *lane);

/// Deflates messages of the same length that lie one behind another, each to `room` bytes of the output, and notes the
/// lengths of their payloads; false where one does not fit.
bool deflate_lane_pass(
    struct deflate_lane *lane, const uint8_t *messages, size_t length, size_t count, uint8_t *output, size_t room,
    uint32_t *lengths);

/// Whether such payloads inflate to the messages.
bool deflate_lane_is_right(
    bool takes_over, const uint8_t *payloads, size_t room, const uint32_t *lengths, const uint8_t *messages,
    size_t length, size_t count);

/// The bytes that zlib asks for to deflate with a window of these bits; 0 where there is no memory.
size_t deflate_lane_deflate_bytes(int window_bits, int memory_level);

/// The bytes that zlib asks for to inflate, its window included, which it makes with the first message; 0 where there
/// is no memory.
size_t deflate_lane_inflate_bytes(int window_bits);

const char *deflate_lane_zlib_version(void);
const char *deflate_lane_libdeflate_version(void);
