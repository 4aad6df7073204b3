/*
 * A call of the ABI as a value, so that a test can make it when, where and as often as it likes. Linked with call.c and
 * --wrap (see run), any program of tests/c makes its calls through `around`.
 */
#ifndef CALL_H
#define CALL_H

#include <imhook.h>

enum function {
    RECEIVER_NEW,
    RECEIVER_FREE,
    RECEIVE,
    VERIFY,
    DECRYPT,
    PARSE,
    RECEIVE_BATCH,
    PARSE_LINES,
    RECEIVE_ROWS,
    PARSE_ROWS,
    SEAL,
    DIAGNOSE,
    BUF_FREE,
    FUNCTIONS
};

/* Rows. */
struct table {
    struct ArrowSchema schema;
    struct ArrowArray rows;
};

struct call {
    enum function function;
    const imhook_receiver *receiver;
    const void *input; /* requests, or the bytes of a configuration, payload or spec */
    size_t len;        /* how many of them; 1 of a single request */
    uint32_t threads;
    imhook_receiver **made;
    imhook_buf *output, *error;
    struct table *table; /* in the place of an output */
};

/* Releases what there is. */
void release(struct table *table);

extern const char *const function_names[FUNCTIONS];

/* The call that makes rows of the input of a receive or parse; the other members are the caller's to set. */
struct call call_of_rows(const struct call *call);

/* Makes the call of the library itself. */
int32_t perform(const struct call *call);

/* What a test does in the place of a call. */
int32_t around(const struct call *call);

#endif
