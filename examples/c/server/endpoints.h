/* Which path belongs to which receiver, and what to answer to a request. */
#ifndef ENDPOINTS_H
#define ENDPOINTS_H

#include <imhook.h>

#include "store.h"

struct endpoint {
    char *path;
    imhook_receiver *receiver;
    size_t max_body_bytes;
    struct endpoint *next;
};

/* What goes back over HTTP. The strings are the caller's, for answer_free. */
struct answer {
    unsigned status;
    char *content_type;
    char *body;
    size_t body_len;
};

/* Reads `{"/path": {configuration}, …}` from a file; NULL, once the reason is told, when a configuration is wrong. */
struct endpoint *endpoints_open(const char *path);

/* The endpoint that a target as received asks for; NULL when there is none. */
const struct endpoint *endpoints_find(const struct endpoint *first, const char *target);

/* Receives the request and stores its events: only then does the answer say that all is well. */
struct answer endpoint_answer(const struct endpoint *endpoint, struct store *store, const imhook_request *request);

/* An answer of one word. */
struct answer answer_word(unsigned status, const char *word);

void answer_free(struct answer *answer);
void endpoints_close(struct endpoint *first);

#endif
