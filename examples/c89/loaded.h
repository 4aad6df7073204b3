/*
 * imhook for a program that is not linked with it, in C89: the declarations that it needs, and the library loaded at run
 * time. The host must have an integer of 64 bits; here that is long.
 */
#ifndef LOADED_H
#define LOADED_H

#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>

#define IMHOOK_ABI_VERSION 1

typedef struct imhook_receiver imhook_receiver;

typedef struct imhook_buf {
    unsigned char *data;
    size_t len;
} imhook_buf;

typedef struct imhook_request {
    const char *method;
    size_t method_len;
    const char *target;
    size_t target_len;
    const char *headers;
    size_t headers_len;
    const unsigned char *body;
    size_t body_len;
    long now_ms;
} imhook_request;

typedef char long_has_64_bits[sizeof(long) == 8 ? 1 : -1];

struct imhook {
    unsigned (*abi_version)(void);
    int (*receiver_new)(const char *, size_t, imhook_receiver **, imhook_buf *);
    void (*receiver_free)(imhook_receiver *);
    int (*receive)(const imhook_receiver *, const imhook_request *, imhook_buf *, imhook_buf *);
    void (*buf_free)(imhook_buf *);
};

/* Loads the library; NULL, or why that failed. It stays loaded to the end of the process, whoever calls dlclose. */
static const char *load_imhook(struct imhook *imhook)
{
    static char other_abi[64];
    void *library = dlopen("libimhook.so.1", RTLD_NOW);

    if (library == NULL)
        return dlerror();
    /* C89 has no conversion from the object pointer that dlsym returns to a pointer to a function; POSIX says to store it so. */
    *(void **)&imhook->abi_version = dlsym(library, "imhook_abi_version");
    *(void **)&imhook->receiver_new = dlsym(library, "imhook_receiver_new");
    *(void **)&imhook->receiver_free = dlsym(library, "imhook_receiver_free");
    *(void **)&imhook->receive = dlsym(library, "imhook_receive");
    *(void **)&imhook->buf_free = dlsym(library, "imhook_buf_free");
    if (imhook->abi_version == NULL || imhook->receiver_new == NULL || imhook->receiver_free == NULL || imhook->receive == NULL ||
        imhook->buf_free == NULL)
        return "libimhook.so.1 lacks a function";
    if (imhook->abi_version() == IMHOOK_ABI_VERSION)
        return NULL;
    sprintf(other_abi, "libimhook.so.1 has ABI %u, expected %d", imhook->abi_version(), IMHOOK_ABI_VERSION);
    return other_abi;
}

#endif
