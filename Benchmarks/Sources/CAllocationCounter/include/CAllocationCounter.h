#pragma once
#include <stdint.h>

/// Allocations made by the whole process since it began: calls of malloc, calloc, realloc and their aligned kin.
uint64_t allocation_count(void);
