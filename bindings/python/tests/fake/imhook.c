/*
 * A library with the shape of imhook that answers with what it was given, and can be held in the middle of a call: for
 * tests of what the binding does with memory, threads and time. ABI_NUMBER makes it one of another ABI.
 */
#include "imhook.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef ABI_NUMBER
#define ABI_NUMBER IMHOOK_ABI_VERSION
#endif

static atomic_int receivers, buffers;
static pthread_barrier_t meeting;
static int begun, go_on;

/* How many receivers and buffers the caller owns now. */
int fake_receivers(void)
{
    return receivers;
}

int fake_buffers(void)
{
    return buffers;
}

/* Makes each parse_lines wait until so many are under way at the same time. */
void fake_meeting_of(unsigned count)
{
    pthread_barrier_init(&meeting, NULL, count);
}

/* Makes diagnose write a byte to one descriptor when it has begun, and end when it has read one from the other. */
void fake_hold(int write_when_begun, int read_to_go_on)
{
    begun = write_when_begun;
    go_on = read_to_go_on;
}

static void fill(imhook_buf *buf, const char *format, ...)
{
    va_list values;
    char text[512];

    va_start(values, format);
    buf->len = (size_t)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    buf->data = (uint8_t *)strdup(text);
    buffers++;
}

uint32_t imhook_abi_version(void)
{
    return ABI_NUMBER;
}

const char *imhook_version(void)
{
    return "fake";
}

const char *imhook_status_name(int32_t status)
{
    return status == IMHOOK_OK ? "ok" : "unrecognised";
}

int32_t imhook_receiver_new(const char *config, size_t config_len, imhook_receiver **receiver, imhook_buf *error)
{
    (void)config, (void)config_len, (void)error;
    *receiver = malloc(1);
    receivers++;
    return IMHOOK_OK;
}

void imhook_receiver_free(imhook_receiver *receiver)
{
    if (receiver != NULL)
        receivers--;
    free(receiver);
}

/* Says where everything lies and how long it is. */
int32_t imhook_receive(const imhook_receiver *receiver, const imhook_request *request, imhook_buf *delivery, imhook_buf *error)
{
    (void)receiver, (void)error;
    fill(delivery, "{\"body\":%llu,\"body_len\":%zu,\"headers\":%llu,\"now_ms\":%lld}", (unsigned long long)(uintptr_t)request->body,
         request->body_len, (unsigned long long)(uintptr_t)request->headers, (long long)request->now_ms);
    return IMHOOK_OK;
}

/* What stands beside the body. */
int32_t imhook_verify(const imhook_receiver *receiver, const imhook_request *request, imhook_buf *report, imhook_buf *error)
{
    (void)receiver, (void)error;
    fill(report, "{\"method\":\"%.*s\",\"target\":\"%.*s\",\"no_target\":%s,\"headers_len\":%zu}", (int)request->method_len,
         request->method, (int)request->target_len, request->target, request->target == NULL ? "true" : "false",
         request->headers_len);
    return IMHOOK_OK;
}

/* The header lines as they came. */
int32_t imhook_decrypt(const imhook_receiver *receiver, const imhook_request *request, imhook_buf *plaintext, imhook_buf *error)
{
    (void)receiver, (void)error;
    if (request->headers_len > 0)
        fill(plaintext, "%.*s", (int)request->headers_len, request->headers);
    return IMHOOK_OK;
}

/* Fails with the status that the payload spells. */
int32_t imhook_parse(const imhook_receiver *receiver, const uint8_t *payload, size_t payload_len, imhook_buf *delivery, imhook_buf *error)
{
    int32_t status = (int32_t)strtol((const char *)payload, NULL, 10);

    (void)receiver, (void)payload_len, (void)delivery;
    fill(error, "{\"error\":{\"status\":%d,\"name\":\"future\",\"message\":\"m\",\"http_status\":418,\"vendor_code\":-7}}", (int)status);
    return status;
}

int32_t imhook_receive_batch(const imhook_receiver *receiver, const imhook_request *requests, size_t count, uint32_t threads,
                             imhook_buf *ndjson, imhook_buf *error)
{
    unsigned long long sum = 0;
    size_t i;

    (void)receiver, (void)error;
    for (i = 0; i < count; i++)
        sum += requests[i].body_len;
    fill(ndjson, "{\"count\":%zu,\"threads\":%u,\"bytes\":%llu}\n", count, (unsigned)threads, sum);
    return IMHOOK_OK;
}

/* Returns when as many calls as were asked for are here. */
int32_t imhook_parse_lines(const imhook_receiver *receiver, const uint8_t *lines, size_t lines_len, uint32_t threads,
                           imhook_buf *ndjson, imhook_buf *error)
{
    (void)receiver, (void)lines, (void)lines_len, (void)threads, (void)error;
    pthread_barrier_wait(&meeting);
    fill(ndjson, "{}\n");
    return IMHOOK_OK;
}

/* It makes no rows. */
static int32_t no_rows(struct ArrowSchema *schema, struct ArrowArray *rows, imhook_buf *error)
{
    schema->release = NULL;
    rows->release = NULL;
    fill(error, "{\"error\":{\"status\":402,\"name\":\"unsupported\",\"message\":\"no rows\",\"http_status\":500}}");
    return IMHOOK_UNSUPPORTED;
}

int32_t imhook_receive_rows(const imhook_receiver *receiver, const imhook_request *requests, size_t count,
                            struct ArrowSchema *schema, struct ArrowArray *rows, imhook_buf *error)
{
    (void)receiver, (void)requests, (void)count;
    return no_rows(schema, rows, error);
}

int32_t imhook_parse_rows(const imhook_receiver *receiver, const imhook_payload *payloads, size_t count, struct ArrowSchema *schema,
                          struct ArrowArray *rows, imhook_buf *error)
{
    (void)receiver, (void)payloads, (void)count;
    return no_rows(schema, rows, error);
}

/* The spec comes back. */
int32_t imhook_seal(const imhook_receiver *receiver, const uint8_t *spec, size_t spec_len, imhook_buf *sealed, imhook_buf *error)
{
    (void)receiver, (void)error;
    fill(sealed, "%.*s", (int)spec_len, (const char *)spec);
    return IMHOOK_OK;
}

/* Returns when it is let go on. */
int32_t imhook_diagnose(const imhook_receiver *receiver, const imhook_request *request, imhook_buf *report, imhook_buf *error)
{
    char byte = 'b';

    (void)receiver, (void)request, (void)error;
    if (write(begun, &byte, 1) != 1 || read(go_on, &byte, 1) != 1)
        return IMHOOK_INTERNAL;
    fill(report, "{}");
    return IMHOOK_OK;
}

void imhook_buf_free(imhook_buf *buf)
{
    if (buf->data != NULL)
        buffers--;
    free(buf->data);
    buf->data = NULL;
    buf->len = 0;
}
