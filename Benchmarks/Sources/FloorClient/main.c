// The floor under every load generator: PEERS connections, one message in flight each, and nothing but epoll_wait,
// recv and send of the bytes that a WebSocket client would receive and send. No parsing, no masking, no clock, no
// records. Usage: FloorClient PORT PEERS PAYLOAD-BYTES SECONDS PROCESSOR; prints round trips and processor time.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static double seconds_of(struct timeval value) { return value.tv_sec + value.tv_usec / 1e6; }

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static int connect_and_upgrade(int port) {
    static const char request[] =
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;
    char answer[1024];
    size_t length = 0;
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) return -1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (send(descriptor, request, sizeof request - 1, 0) < 0) return -1;
    while (length < sizeof answer - 1) {
        ssize_t count = recv(descriptor, answer + length, sizeof answer - 1 - length, 0);
        if (count <= 0) return -1;
        length += count;
        answer[length] = 0;
        if (strstr(answer, "\r\n\r\n")) return strstr(answer, " 101 ") ? descriptor : -1;
    }
    return -1;
}

int main(int argc, char **argv) {
    if (argc != 6) return fprintf(stderr, "usage: FloorClient PORT PEERS PAYLOAD-BYTES SECONDS PROCESSOR\n"), 64;
    int port = atoi(argv[1]), peers = atoi(argv[2]), payload = atoi(argv[3]);
    double duration = atof(argv[4]);
    cpu_set_t processors;
    CPU_ZERO(&processors);
    CPU_SET(atoi(argv[5]), &processors);
    sched_setaffinity(0, sizeof processors, &processors);

    // A masked text frame with the key 0, of at most 125 bytes.
    unsigned char frame[256] = {0x81, 0x80 | payload, 0, 0, 0, 0}, received[65536];
    memset(frame + 6, 'a', payload);
    int frame_length = 6 + payload, poll = epoll_create1(0);
    for (int peer = 0; peer < peers; peer++) {
        int descriptor = connect_and_upgrade(port);
        if (descriptor < 0) return perror("FloorClient: connect"), 1;
        struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
        epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
        if (send(descriptor, frame, frame_length, 0) != frame_length) return 1;
    }

    struct rusage before, after;
    struct epoll_event events[256];
    long round_trips = 0;
    double end = now() + duration;
    getrusage(RUSAGE_SELF, &before);
    while (now() < end) {
        for (int turn = 0; turn < 100; turn++) {
            int count = epoll_wait(poll, events, 256, 1000);
            for (int index = 0; index < count; index++) {
                if (recv(events[index].data.fd, received, sizeof received, 0) <= 0) return 1;
                if (send(events[index].data.fd, frame, frame_length, 0) != frame_length) return 1;
            }
            round_trips += count;
        }
    }
    getrusage(RUSAGE_SELF, &after);
    double user = seconds_of(after.ru_utime) - seconds_of(before.ru_utime);
    double system = seconds_of(after.ru_stime) - seconds_of(before.ru_stime);
    printf("{\"roundTrips\": %ld, \"userSeconds\": %.6f, \"systemSeconds\": %.6f, \"seconds\": %.3f}\n", round_trips, user,
           system, duration);
    return 0;
}
