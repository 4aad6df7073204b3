/*
 * The calls of imhook.h in the form in which Go makes them. The parts of a request come one by one, for Go memory that
 * points to other Go memory may not be handed to C; results come by value, so that C writes to no memory of Go's.
 */

#ifndef IMHOOK_GO_CALLS_H
#define IMHOOK_GO_CALLS_H

#include <stdlib.h>

#include "imhook.h"

/* What a call gives: with IMHOOK_OK the output, otherwise the error. */
typedef struct outcome {
    imhook_buf output;
    imhook_buf error;
    int32_t status;
} outcome;

/* The functions that take a request, and those that take bytes. */
typedef int32_t (*on_request)(const imhook_receiver *, const imhook_request *, imhook_buf *, imhook_buf *);
typedef int32_t (*on_bytes)(const imhook_receiver *, const uint8_t *, size_t, imhook_buf *, imhook_buf *);

static outcome with_request(on_request call, const imhook_receiver *receiver, const char *method, size_t method_len,
                            const char *target, size_t target_len, const char *headers, size_t headers_len,
                            const uint8_t *body, size_t body_len, int64_t now_ms)
{
    const imhook_request request = {method, method_len, target, target_len, headers, headers_len, body, body_len, now_ms};
    outcome result = {0};
    result.status = call(receiver, &request, &result.output, &result.error);
    return result;
}

static outcome with_bytes(on_bytes call, const imhook_receiver *receiver, const uint8_t *bytes, size_t len)
{
    outcome result = {0};
    result.status = call(receiver, bytes, len, &result.output, &result.error);
    return result;
}

static outcome with_lines(const imhook_receiver *receiver, const uint8_t *lines, size_t len, uint32_t threads)
{
    outcome result = {0};
    result.status = imhook_parse_lines(receiver, lines, len, threads, &result.output, &result.error);
    return result;
}

/* The lengths of the parts of one request of a batch, and its time. */
typedef struct parts {
    size_t method_len, target_len, headers_len, body_len;
    int64_t now_ms;
} parts;

/* `bytes` holds the parts of all requests, one after the other. */
static outcome with_batch(const imhook_receiver *receiver, const char *bytes, const parts *lengths, size_t count, uint32_t threads)
{
    outcome result = {0};
    imhook_request *requests = calloc(count > 0 ? count : 1, sizeof *requests), *request;

    if (requests == NULL)
        abort();
    for (request = requests; request < requests + count; request++, lengths++) {
        request->method = bytes;
        request->method_len = lengths->method_len;
        request->target = request->method + request->method_len;
        request->target_len = lengths->target_len;
        request->headers = request->target + request->target_len;
        request->headers_len = lengths->headers_len;
        request->body = (const uint8_t *)request->headers + request->headers_len;
        request->body_len = lengths->body_len;
        request->now_ms = lengths->now_ms;
        bytes = (const char *)request->body + request->body_len;
    }
    result.status = imhook_receive_batch(receiver, requests, count, threads, &result.output, &result.error);
    free(requests);
    return result;
}

#endif /* IMHOOK_GO_CALLS_H */
