#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Allocations made by the whole process since it began: calls of malloc, calloc, realloc and their aligned kin.
uint64_t allocation_count(void);

/// Those of the calling thread alone.
uint64_t thread_allocation_count(void);

/// Whether they are counted; not in a build with a sanitizer, which has an allocator of its own.
bool allocations_are_counted(void);
