#include "Loops.h"

const struct CWideVectorsLoops *cwide_loops(int bytes) {
#if defined(__x86_64__)
    switch (bytes) {
    case 16: return __builtin_cpu_supports("ssse3") ? &cwide_bytes16 : NULL;
    case 32: return __builtin_cpu_supports("avx2") ? &cwide_bytes32 : NULL;
    case 64:
        return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
                && __builtin_cpu_supports("bmi2")
            ? &cwide_bytes64
            : NULL;
    default: break;
    }
#endif
    return bytes == 0 ? &cwide_plain : NULL;
}

const struct CWideVectorsLoops *cwide_widest = &cwide_plain;

// Before main, and so before any thread.
__attribute__((constructor)) static void select_widest(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
#endif
    for (int bytes = 64; bytes >= 16; bytes /= 2) {
        const struct CWideVectorsLoops *loops = cwide_loops(bytes);
        if (loops == NULL) continue;
        cwide_widest = loops;
        return;
    }
}
