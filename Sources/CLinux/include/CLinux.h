// What Swift's importer cannot see of Linux by itself: variadic calls, macros with casts, enumerated flags and errno.
// Shims only: one system or library call each, no logic. Inline, except for what needs _GNU_SOURCE, which this header
// must not define: the system's types would differ from those that other modules see.
#pragma once
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

// errno

static inline int clinux_errno(void) { return errno; }

// Clocks: the C library answers from the vDSO, without entering the kernel.

static inline int clinux_monotonic_clock(struct timespec *time) { return clock_gettime(CLOCK_MONOTONIC, time); }
static inline int clinux_thread_clock(struct timespec *time) { return clock_gettime(CLOCK_THREAD_CPUTIME_ID, time); }

// epoll, timerfd, eventfd

static const uint32_t clinux_readable = EPOLLIN;
static const uint32_t clinux_writable = EPOLLOUT;
static const uint32_t clinux_hang_up = EPOLLHUP;
static const uint32_t clinux_error = EPOLLERR;
static const uint32_t clinux_peer_closed_writing = EPOLLRDHUP;
static const uint32_t clinux_edge_triggered = EPOLLET;
static const int clinux_epoll_add = EPOLL_CTL_ADD;
static const int clinux_epoll_modify = EPOLL_CTL_MOD;
static const int clinux_epoll_delete = EPOLL_CTL_DEL;

static inline int clinux_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }
static inline int clinux_epoll_wait(int epoll, struct epoll_event *events, int capacity, int milliseconds) {
    return epoll_wait(epoll, events, capacity, milliseconds);
}
static inline int clinux_epoll_control(int epoll, int operation, int descriptor, uint32_t interest, uint64_t user) {
    struct epoll_event event = {.events = interest, .data = {.u64 = user}};
    return epoll_ctl(epoll, operation, descriptor, &event);
}
static inline int clinux_timer_create(void) { return timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC); }
static inline int clinux_timer_arm(int timer, int64_t seconds, int64_t nanoseconds) {
    struct itimerspec at = {.it_value = {.tv_sec = seconds, .tv_nsec = nanoseconds}};
    return timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, 0);
}
static inline int clinux_eventfd_create(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
static inline int clinux_eventfd_signal(int descriptor) { return eventfd_write(descriptor, 1); }

// Stream sockets, always non-blocking and close-on-exec

static inline int clinux_stream_socket(int family) {
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}
static inline int clinux_stream_pair(int descriptors[2]) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, descriptors);
}
static inline int clinux_connect(int descriptor, const struct sockaddr_storage *address, socklen_t length) {
    return connect(descriptor, (const struct sockaddr *)address, length);
}
static inline int clinux_bind(int descriptor, const struct sockaddr_storage *address, socklen_t length) {
    return bind(descriptor, (const struct sockaddr *)address, length);
}
int clinux_accept(int descriptor, struct sockaddr_storage *address, socklen_t *length);
static inline int clinux_local_address(int descriptor, struct sockaddr_storage *address, socklen_t *length) {
    return getsockname(descriptor, (struct sockaddr *)address, length);
}
static inline int clinux_remote_address(int descriptor, struct sockaddr_storage *address, socklen_t *length) {
    return getpeername(descriptor, (struct sockaddr *)address, length);
}
static inline ssize_t clinux_receive(int descriptor, void *bytes, size_t count) {
    return recv(descriptor, bytes, count, 0);
}
static inline ssize_t clinux_send(int descriptor, const void *bytes, size_t count) {
    return send(descriptor, bytes, count, MSG_NOSIGNAL);
}
static inline int clinux_shutdown_writing(int descriptor) { return shutdown(descriptor, SHUT_WR); }
static inline int clinux_set_option(int descriptor, int level, int option, int value) {
    return setsockopt(descriptor, level, option, &value, sizeof value);
}
static inline int clinux_get_option(int descriptor, int level, int option, int *value) {
    socklen_t length = sizeof *value;
    return getsockopt(descriptor, level, option, value, &length);
}
static inline int clinux_linger_zero(int descriptor) {
    struct linger linger = {.l_onoff = 1, .l_linger = 0};
    return setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

// Names and files

static inline int clinux_lookup(const char *host, struct addrinfo **list) {
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG};
    return getaddrinfo(host, 0, &hints, list);
}
static const int clinux_lookup_system_error = EAI_SYSTEM;
static inline int clinux_open_for_reading(const char *path) { return open(path, O_RDONLY | O_CLOEXEC); }

// Limits, accounting and placement

static inline int clinux_get_file_limit(struct rlimit *limit) { return getrlimit(RLIMIT_NOFILE, limit); }
static inline int clinux_set_file_limit(const struct rlimit *limit) { return setrlimit(RLIMIT_NOFILE, limit); }
static inline int clinux_process_usage(struct rusage *usage) { return getrusage(RUSAGE_SELF, usage); }
static inline uint64_t clinux_thread_identity(void) { return (uint64_t)pthread_self(); }
static inline long clinux_page_size(void) { return sysconf(_SC_PAGESIZE); }
int clinux_affinity_size(void);
int clinux_affinity_contains(int cpu);
int clinux_set_affinity(int cpu);

// Texts

const char *clinux_error_text(int code, char *buffer, size_t capacity);
