/*
 * Stands in front of the library and counts what it hands out and what comes back. IMHOOK_LIBRARY is the real one,
 * IMHOOK_COUNTS the file that gets the counts when the process ends, IMHOOK_OTHER_ABI a number to pretend to.
 */
#include <dlfcn.h>
#include <imhook.h>
#include <stdio.h>
#include <stdlib.h>

static size_t receivers_made, receivers_freed, buffers_made, buffers_freed;

/* The function of that name in the real library. */
static void *real(const char *name)
{
    static void *library;
    void *symbol;

    if (library == NULL)
        library = dlopen(getenv("IMHOOK_LIBRARY"), RTLD_NOW | RTLD_LOCAL);
    symbol = library != NULL ? dlsym(library, name) : NULL;
    if (symbol == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        abort();
    }
    return symbol;
}

#define REAL(name) ((__typeof__(&name))real(#name))

static void count(const imhook_buf *buf, size_t *counter)
{
    __atomic_fetch_add(counter, buf != NULL && buf->data != NULL, __ATOMIC_RELAXED);
}

uint32_t imhook_abi_version(void)
{
    const char *other = getenv("IMHOOK_OTHER_ABI");
    return other != NULL ? (uint32_t)strtoul(other, NULL, 10) : REAL(imhook_abi_version)();
}

int32_t imhook_receiver_new(const char *config, size_t config_len, imhook_receiver **receiver, imhook_buf *error)
{
    int32_t status = REAL(imhook_receiver_new)(config, config_len, receiver, error);
    __atomic_fetch_add(&receivers_made, *receiver != NULL, __ATOMIC_RELAXED);
    count(error, &buffers_made);
    return status;
}

void imhook_receiver_free(imhook_receiver *receiver)
{
    __atomic_fetch_add(&receivers_freed, receiver != NULL, __ATOMIC_RELAXED);
    REAL(imhook_receiver_free)(receiver);
}

int32_t imhook_receive(const imhook_receiver *receiver, const imhook_request *request, imhook_buf *delivery, imhook_buf *error)
{
    int32_t status = REAL(imhook_receive)(receiver, request, delivery, error);
    count(delivery, &buffers_made);
    count(error, &buffers_made);
    return status;
}

void imhook_buf_free(imhook_buf *buf)
{
    count(buf, &buffers_freed);
    REAL(imhook_buf_free)(buf);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("IMHOOK_COUNTS");
    FILE *file = path != NULL ? fopen(path, "w") : NULL;

    if (file == NULL)
        return;
    fprintf(file, "receivers %zu of %zu, buffers %zu of %zu\n", receivers_freed, receivers_made, buffers_freed, buffers_made);
    fclose(file);
}
