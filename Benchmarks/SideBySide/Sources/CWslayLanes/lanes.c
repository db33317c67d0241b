// Both APIs of wslay between buffers in memory. The callbacks do what they must: a memcpy instead of recv or send.
#include "CWslayLanes.h"
#include <stdlib.h>
#include <string.h>
#include <wslay/wslay.h>

struct wslay_lane {
    wslay_frame_context_ptr frame;
    wslay_event_context_ptr event;
    bool masks;
    const uint8_t *input;
    size_t input_left;
    uint8_t *output;
    size_t output_left;
    struct wslay_delivery *delivery;
    const uint32_t *keys;
    size_t key_count;
    size_t next_key;
};

static inline void deliver(struct wslay_delivery *delivery, const uint8_t *data, size_t length) {
    delivery->pieces += 1;
    if (length > 0) delivery->touched ^= data[0];
    if (__builtin_expect(delivery->copies != NULL, 0) && delivery->bytes + length <= delivery->capacity)
        memcpy(delivery->copies + delivery->bytes, data, length);
    delivery->bytes += length;
}

static inline ssize_t take(struct wslay_lane *lane, uint8_t *bytes, size_t length) {
    if (length > lane->input_left) length = lane->input_left;
    memcpy(bytes, lane->input, length);
    lane->input += length;
    lane->input_left -= length;
    return (ssize_t)length;
}

static inline ssize_t put(struct wslay_lane *lane, const uint8_t *bytes, size_t length) {
    if (length > lane->output_left) return -1;
    memcpy(lane->output, bytes, length);
    lane->output += length;
    lane->output_left -= length;
    return (ssize_t)length;
}

static inline int next_key(struct wslay_lane *lane, uint8_t *bytes) {
    memcpy(bytes, &lane->keys[lane->next_key++ & (lane->key_count - 1)], 4);
    return 0;
}

static ssize_t frame_recv(uint8_t *bytes, size_t length, int flags, void *lane) {
    (void)flags;
    ssize_t taken = take(lane, bytes, length);
    return taken > 0 ? taken : -1;
}

static ssize_t frame_send(const uint8_t *bytes, size_t length, int flags, void *lane) {
    (void)flags;
    return put(lane, bytes, length);
}

static int frame_genmask(uint8_t *bytes, size_t length, void *lane) {
    (void)length;
    return next_key(lane, bytes);
}

static ssize_t event_recv(wslay_event_context_ptr context, uint8_t *bytes, size_t length, int flags, void *lane) {
    (void)flags;
    ssize_t taken = take(lane, bytes, length);
    if (taken > 0) return taken;
    wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK);
    return -1;
}

static ssize_t event_send(
    wslay_event_context_ptr context, const uint8_t *bytes, size_t length, int flags, void *lane) {
    (void)flags;
    ssize_t written = put(lane, bytes, length);
    if (written < 0) wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK);
    return written;
}

static int event_genmask(wslay_event_context_ptr context, uint8_t *bytes, size_t length, void *lane) {
    (void)context;
    (void)length;
    return next_key(lane, bytes);
}

static void event_message(
    wslay_event_context_ptr context, const struct wslay_event_on_msg_recv_arg *message, void *user) {
    (void)context;
    struct wslay_lane *lane = user;
    deliver(lane->delivery, message->msg, message->msg_length);
}

void wslay_lane_free(struct wslay_lane *lane) {
    if (lane->frame) wslay_frame_context_free(lane->frame);
    if (lane->event) wslay_event_context_free(lane->event);
    free(lane);
}

struct wslay_lane *wslay_lane_create(bool is_server, bool is_event, const uint32_t *keys, size_t key_count) {
    struct wslay_lane *lane = calloc(1, sizeof *lane);
    if (!lane) return NULL;
    lane->masks = !is_server;
    lane->keys = keys;
    lane->key_count = key_count;
    int status;
    if (is_event) {
        struct wslay_event_callbacks callbacks = {
            .recv_callback = event_recv,
            .send_callback = event_send,
            .genmask_callback = event_genmask,
            .on_msg_recv_callback = event_message,
        };
        status = is_server ? wslay_event_context_server_init(&lane->event, &callbacks, lane)
                           : wslay_event_context_client_init(&lane->event, &callbacks, lane);
    } else {
        struct wslay_frame_callbacks callbacks = {frame_send, frame_recv, frame_genmask};
        status = wslay_frame_context_init(&lane->frame, &callbacks, lane);
    }
    if (status == 0) return lane;
    wslay_lane_free(lane);
    return NULL;
}

bool wslay_lane_decode(struct wslay_lane *lane, const uint8_t *wire, size_t length, struct wslay_delivery *delivery) {
    lane->input = wire;
    lane->input_left = length;
    lane->delivery = delivery;
    if (lane->event) return wslay_event_recv(lane->event) == 0 && lane->input_left == 0;
    struct wslay_frame_iocb part;
    ssize_t status;
    while ((status = wslay_frame_recv(lane->frame, &part)) >= 0) deliver(delivery, part.data, part.data_length);
    return status == WSLAY_ERR_WANT_READ && lane->input_left == 0;
}

static bool encode_frame(struct wslay_lane *lane, const uint8_t *payload, size_t length) {
    struct wslay_frame_iocb part = {
        .fin = 1,
        .opcode = WSLAY_BINARY_FRAME,
        .payload_length = length,
        .mask = lane->masks,
        .data = payload,
        .data_length = length,
    };
    return wslay_frame_send(lane->frame, &part) == (ssize_t)length;
}

static bool encode_event(struct wslay_lane *lane, const uint8_t *payload, size_t length) {
    struct wslay_event_msg message = {WSLAY_BINARY_FRAME, payload, length};
    return wslay_event_queue_msg(lane->event, &message) == 0 && wslay_event_send(lane->event) == 0;
}

size_t wslay_lane_encode(
    struct wslay_lane *lane, const uint8_t *payload, size_t length, size_t count, uint8_t *output, size_t capacity) {
    lane->output = output;
    lane->output_left = capacity;
    for (size_t index = 0; index < count; index += 1) {
        bool is_sent = lane->event ? encode_event(lane, payload, length) : encode_frame(lane, payload, length);
        if (!is_sent) return 0;
    }
    return capacity - lane->output_left;
}
