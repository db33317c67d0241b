// Puts itself before glibc's allocator, which stays reachable under its internal names. A sanitizer does the same and
// needs to come first; there the counts stay 0.
#include "CAllocationCounter.h"
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

static _Atomic uint64_t processCount;
static __thread uint64_t threadCount;

uint64_t allocation_count(void) { return atomic_load_explicit(&processCount, memory_order_relaxed); }

uint64_t thread_allocation_count(void) { return threadCount; }

#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static void note(void) {
    threadCount += 1;
    atomic_fetch_add_explicit(&processCount, 1, memory_order_relaxed);
}

bool allocations_are_counted(void) { return true; }

void *malloc(size_t size) {
    note();
    return __libc_malloc(size);
}

void *calloc(size_t members, size_t size) {
    note();
    return __libc_calloc(members, size);
}

void *realloc(void *memory, size_t size) {
    note();
    return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
    note();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    note();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    note();
    void *taken = __libc_memalign(alignment, size);
    if (!taken) return ENOMEM;
    *memory = taken;
    return 0;
}

#else

bool allocations_are_counted(void) { return false; }

#endif
