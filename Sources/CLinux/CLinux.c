#define _GNU_SOURCE
#include "CLinux.h"
#include <sched.h>

int clinux_accept(int descriptor, struct sockaddr_storage *address, socklen_t *length) {
    return accept4(descriptor, (struct sockaddr *)address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int clinux_affinity_size(void) { return CPU_SETSIZE; }

int clinux_affinity_contains(int cpu) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_ISSET(cpu, &set);
}

int clinux_set_affinity(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    return sched_setaffinity(0, sizeof set, &set);
}

// The GNU form may return a text of its own and leave the buffer alone.
const char *clinux_error_text(int code, char *buffer, size_t capacity) { return strerror_r(code, buffer, capacity); }
