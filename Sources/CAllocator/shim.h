#pragma once
// The C library's own word for giving freed memory back; Swift's Glibc module does not have <malloc.h>.
#include <stddef.h>
#ifdef __linux__
#include <malloc.h>
static inline void piquant_allocator_prepare(void) { mallopt(M_ARENA_MAX, 2); }
static inline void piquant_allocator_return(void) { malloc_trim(0); }
#else
static inline void piquant_allocator_prepare(void) {}
static inline void piquant_allocator_return(void) {}
#endif
