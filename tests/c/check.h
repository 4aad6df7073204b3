/* Counts checks; a failed one says where it stands, and the run goes on. */
#ifndef CHECK_H
#define CHECK_H

#include <imhook.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long checks_passed, checks_failed;

static inline int check(int holds, const char *what, const char *where, const char *file, int line)
{
    if (holds) {
        checks_passed++;
    } else {
        checks_failed++;
        fprintf(stderr, "%s:%d: %s%s%s\n", file, line, where, *where != '\0' ? ": " : "", what);
    }
    return holds;
}

#define CHECK(condition) check((condition) ? 1 : 0, #condition, "", __FILE__, __LINE__)
#define CHECK_IN(where, condition) check((condition) ? 1 : 0, #condition, where, __FILE__, __LINE__)

/* The exit code of a test program. */
static inline int checks_done(void)
{
    printf("%lu passed, %lu failed\n", checks_passed, checks_failed);
    return checks_failed > 0 || checks_passed == 0;
}

/* What every owned result must look like: NULL and 0, or bytes and a NUL. */
static inline int well_formed(const imhook_buf *buf)
{
    return buf->data == NULL ? buf->len == 0 : buf->len > 0 && buf->data[buf->len] == 0;
}

static inline int empty(const imhook_buf *buf)
{
    return buf->data == NULL && buf->len == 0;
}

static inline int same_bytes(const imhook_buf *a, const imhook_buf *b)
{
    return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

/* malloc that a test need not check. */
static inline void *need(size_t size)
{
    void *memory = malloc(size > 0 ? size : 1);
    if (memory == NULL)
        abort();
    return memory;
}

#endif
