#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a pass delivered: every piece of a payload is counted and its first byte is read; where `copies` is set it is
/// also copied there, for a check outside of the times.
struct wslay_delivery {
    uint64_t pieces;
    uint64_t bytes;
    uint8_t touched;
    uint8_t *copies;
    size_t capacity;
};

/// A connection of the frame API or of the event API over buffers in memory.
struct wslay_lane;

/// Makes a connection; NULL where there is no memory. Masks with the keys in turn; `key_count` is a power of two.
struct wslay_lane *wslay_lane_create(bool is_server, bool is_event, const uint32_t *keys, size_t key_count);

void wslay_lane_free(struct wslay_lane *lane);

/// Parses a whole buffer of frames; false where the library refuses one.
bool wslay_lane_decode(struct wslay_lane *lane, const uint8_t *wire, size_t length, struct wslay_delivery *delivery);

/// Writes the same binary message `count` times to a buffer; the bytes written, 0 where the library refuses.
size_t wslay_lane_encode(
    struct wslay_lane *lane, const uint8_t *payload, size_t length, size_t count, uint8_t *output, size_t capacity);
