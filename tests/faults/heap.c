/*
 * malloc and its family in front of glibc's. Every block is handed out zeroed, so that what is not zero in it when it is freed
 * was written by its owner.
 */
#include "heap.h"

#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *memory);

static long live, until = LONG_MAX;
static unsigned long allocations, refusals, unclean;
static int failures_last, is_watched;

/* Whether this allocation has to fail. */
static int refused(void)
{
    long left;

    if (__atomic_load_n(&until, __ATOMIC_RELAXED) == LONG_MAX)
        return 0;
    left = __atomic_sub_fetch(&until, 1, __ATOMIC_RELAXED);
    if (left > 0 || (left < 0 && !failures_last))
        return 0;
    __atomic_add_fetch(&refusals, 1, __ATOMIC_RELAXED);
    errno = ENOMEM;
    return 1;
}

static void *taken(void *memory)
{
    if (memory != NULL) {
        memset(memory, 0, malloc_usable_size(memory));
        __atomic_add_fetch(&live, 1, __ATOMIC_RELAXED);
        __atomic_add_fetch(&allocations, 1, __ATOMIC_RELAXED);
    }
    return memory;
}

static void look_at(const unsigned char *memory)
{
    size_t size = malloc_usable_size((void *)memory);

    /* All bytes are zero when the first is and each equals the next. */
    if (size > 0 && (*memory != 0 || memcmp(memory, memory + 1, size - 1) != 0))
        __atomic_add_fetch(&unclean, 1, __ATOMIC_RELAXED);
}

void *malloc(size_t size)
{
    return refused() ? NULL : taken(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return refused() ? NULL : taken(__libc_calloc(count, size));
}

void *memalign(size_t alignment, size_t size)
{
    return refused() ? NULL : taken(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    void *aligned = memalign(alignment, size);
    if (aligned == NULL)
        return ENOMEM;
    *memory = aligned;
    return 0;
}

void *realloc(void *memory, size_t size)
{
    size_t before = memory != NULL ? malloc_usable_size(memory) : 0, after;

    if (memory == NULL)
        return malloc(size);
    if (refused())
        return NULL;
    memory = __libc_realloc(memory, size);
    if (memory == NULL) {
        if (size == 0)
            __atomic_sub_fetch(&live, 1, __ATOMIC_RELAXED);
        return NULL;
    }
    after = malloc_usable_size(memory);
    if (after > before)
        memset((unsigned char *)memory + before, 0, after - before);
    return memory;
}

void free(void *memory)
{
    if (memory == NULL)
        return;
    if (__atomic_load_n(&is_watched, __ATOMIC_RELAXED))
        look_at((const unsigned char *)memory);
    __atomic_sub_fetch(&live, 1, __ATOMIC_RELAXED);
    __libc_free(memory);
}

long heap_live(void)
{
    return __atomic_load_n(&live, __ATOMIC_RELAXED);
}

unsigned long heap_allocations(void)
{
    return __atomic_load_n(&allocations, __ATOMIC_RELAXED);
}

unsigned long heap_refusals(void)
{
    return __atomic_load_n(&refusals, __ATOMIC_RELAXED);
}

void heap_fail(long nth, int lasting)
{
    failures_last = lasting;
    __atomic_store_n(&until, nth, __ATOMIC_RELAXED);
}

void heap_recover(void)
{
    __atomic_store_n(&until, LONG_MAX, __ATOMIC_RELAXED);
}

void heap_watch(void)
{
    unclean = 0;
    __atomic_store_n(&is_watched, 1, __ATOMIC_RELAXED);
}

unsigned long heap_watched(void)
{
    __atomic_store_n(&is_watched, 0, __ATOMIC_RELAXED);
    return unclean;
}
