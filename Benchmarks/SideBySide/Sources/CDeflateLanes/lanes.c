// zlib and libdeflate as a sender of permessage-deflate would call them (RFC 7692 section 7.2.1).
#include "CDeflateLanes.h"
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct deflate_lane {
    enum deflate_lane_kind kind;
    z_stream stream;
    struct libdeflate_compressor *compressor;
};

const char *deflate_lane_zlib_version(void) { return zlibVersion(); }

const char *deflate_lane_libdeflate_version(void) { return LIBDEFLATE_VERSION_STRING; }

void deflate_lane_free(struct deflate_lane *lane) {
    if (lane->compressor) libdeflate_free_compressor(lane->compressor);
    else deflateEnd(&lane->stream);
    free(lane);
}

struct deflate_lane *deflate_lane_create(enum deflate_lane_kind kind) {
    struct deflate_lane *lane = calloc(1, sizeof *lane);
    if (!lane) return NULL;
    lane->kind = kind;
    bool is_made;
    if (kind == DEFLATE_LANE_LIBDEFLATE) {
        lane->compressor = libdeflate_alloc_compressor(1);
        is_made = lane->compressor != NULL;
    } else {
        is_made = deflateInit2(&lane->stream, 1, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    if (is_made) return lane;
    free(lane);
    return NULL;
}

static size_t deflate_one(
    struct deflate_lane *lane, const uint8_t *message, size_t length, uint8_t *output, size_t room) {
    if (lane->kind == DEFLATE_LANE_LIBDEFLATE) {
        // The stream ends with a final block; the byte behind it is the empty block's without its 00 00 ff ff (7.2.3.4).
        size_t written = libdeflate_deflate_compress(lane->compressor, message, length, output, room - 1);
        if (written == 0) return 0;
        output[written] = 0;
        return written + 1;
    }
    if (lane->kind == DEFLATE_LANE_ZLIB) deflateReset(&lane->stream);
    lane->stream.next_in = (uint8_t *)message;
    lane->stream.avail_in = (uInt)length;
    lane->stream.next_out = output;
    lane->stream.avail_out = (uInt)room;
    if (deflate(&lane->stream, Z_SYNC_FLUSH) != Z_OK || lane->stream.avail_out == 0) return 0;
    return room - lane->stream.avail_out - 4;
}

bool deflate_lane_pass(
    struct deflate_lane *lane, const uint8_t *messages, size_t length, size_t count, uint8_t *output, size_t room,
    uint32_t *lengths) {
    for (size_t index = 0; index < count; index += 1) {
        size_t written = deflate_one(lane, messages + index * length, length, output + index * room, room);
        if (written == 0) return false;
        lengths[index] = (uint32_t)written;
    }
    return true;
}

bool deflate_lane_is_right(
    bool takes_over, const uint8_t *payloads, size_t room, const uint32_t *lengths, const uint8_t *messages,
    size_t length, size_t count) {
    static uint8_t tail[] = {0, 0, 0xff, 0xff};
    uint8_t *inflated = malloc(length + 1);
    z_stream stream = {0};
    if (!inflated || inflateInit2(&stream, -15) != Z_OK) {
        free(inflated);
        return false;
    }
    bool is_right = true;
    for (size_t index = 0; index < count && is_right; index += 1) {
        if (!takes_over) inflateReset(&stream);
        stream.next_out = inflated;
        stream.avail_out = (uInt)length + 1;
        stream.next_in = (uint8_t *)payloads + index * room;
        stream.avail_in = lengths[index];
        int status = inflate(&stream, Z_SYNC_FLUSH);
        if (status == Z_OK || status == Z_BUF_ERROR) {
            stream.next_in = tail;
            stream.avail_in = sizeof tail;
            status = inflate(&stream, Z_SYNC_FLUSH);
        }
        is_right = status >= Z_OK && stream.avail_out == 1 &&
            memcmp(inflated, messages + index * length, length) == 0;
    }
    inflateEnd(&stream);
    free(inflated);
    return is_right;
}
