/* The functions of the ABI as the linker puts them before the library's, and the way to these. */
#include "call.h"

const char *const function_names[FUNCTIONS] = {
    "receiver_new",  "receiver_free", "receive",      "verify",     "decrypt", "parse",
    "receive_batch", "parse_lines",   "receive_rows", "parse_rows", "seal",    "diagnose",
    "buf_free",
};

#define ON_RECEIVER const imhook_receiver *receiver
#define ON_BYTES ON_RECEIVER, const uint8_t *bytes, size_t len
#define OUTPUTS imhook_buf *output, imhook_buf *error
#define DECLARED(name, parameters) \
    int32_t __real_imhook_##name parameters; \
    int32_t __wrap_imhook_##name parameters; \
    int32_t __wrap_imhook_##name parameters

void __real_imhook_receiver_free(imhook_receiver *receiver);
void __real_imhook_buf_free(imhook_buf *buf);
void __wrap_imhook_receiver_free(imhook_receiver *receiver);
void __wrap_imhook_buf_free(imhook_buf *buf);

DECLARED(receiver_new, (const char *config, size_t len, imhook_receiver **made, imhook_buf *error))
{
    struct call call = {RECEIVER_NEW, NULL, config, len, 1, made, NULL, error, NULL};
    return around(&call);
}

DECLARED(receive, (ON_RECEIVER, const imhook_request *request, OUTPUTS))
{
    struct call call = {RECEIVE, receiver, request, 1, 1, NULL, output, error, NULL};
    return around(&call);
}

DECLARED(verify, (ON_RECEIVER, const imhook_request *request, OUTPUTS))
{
    struct call call = {VERIFY, receiver, request, 1, 1, NULL, output, error, NULL};
    return around(&call);
}

DECLARED(decrypt, (ON_RECEIVER, const imhook_request *request, OUTPUTS))
{
    struct call call = {DECRYPT, receiver, request, 1, 1, NULL, output, error, NULL};
    return around(&call);
}

DECLARED(diagnose, (ON_RECEIVER, const imhook_request *request, OUTPUTS))
{
    struct call call = {DIAGNOSE, receiver, request, 1, 1, NULL, output, error, NULL};
    return around(&call);
}

DECLARED(parse, (ON_BYTES, OUTPUTS))
{
    struct call call = {PARSE, receiver, bytes, len, 1, NULL, output, error, NULL};
    return around(&call);
}

DECLARED(seal, (ON_BYTES, OUTPUTS))
{
    struct call call = {SEAL, receiver, bytes, len, 1, NULL, output, error, NULL};
    return around(&call);
}

DECLARED(receive_batch, (ON_RECEIVER, const imhook_request *requests, size_t count, uint32_t threads, OUTPUTS))
{
    struct call call = {RECEIVE_BATCH, receiver, requests, count, threads, NULL, output, error, NULL};
    return around(&call);
}

DECLARED(parse_lines, (ON_BYTES, uint32_t threads, OUTPUTS))
{
    struct call call = {PARSE_LINES, receiver, bytes, len, threads, NULL, output, error, NULL};
    return around(&call);
}

void __wrap_imhook_receiver_free(imhook_receiver *receiver)
{
    struct call call = {RECEIVER_FREE, receiver, NULL, 0, 1, NULL, NULL, NULL, NULL};
    around(&call);
}

void __wrap_imhook_buf_free(imhook_buf *buf)
{
    struct call call = {BUF_FREE, NULL, NULL, 0, 1, NULL, buf, NULL, NULL};
    around(&call);
}

struct call call_of_rows(const struct call *call)
{
    struct call rows = {call->function == PARSE ? PARSE_ROWS : RECEIVE_ROWS, call->receiver, call->input, call->len, 1, NULL, NULL, NULL, NULL};
    return rows;
}

void release(struct table *table)
{
    if (table->schema.release != NULL)
        table->schema.release(&table->schema);
    if (table->rows.release != NULL)
        table->rows.release(&table->rows);
}

int32_t perform(const struct call *call)
{
    const imhook_payload payload = {(const uint8_t *)call->input, call->len};
    const imhook_receiver *receiver = call->receiver;
    imhook_buf *output = call->output, *error = call->error;

    switch (call->function) {
    case RECEIVER_NEW:
        return __real_imhook_receiver_new((const char *)call->input, call->len, call->made, error);
    case RECEIVER_FREE:
        __real_imhook_receiver_free((imhook_receiver *)receiver);
        return IMHOOK_OK;
    case RECEIVE:
        return __real_imhook_receive(receiver, (const imhook_request *)call->input, output, error);
    case VERIFY:
        return __real_imhook_verify(receiver, (const imhook_request *)call->input, output, error);
    case DECRYPT:
        return __real_imhook_decrypt(receiver, (const imhook_request *)call->input, output, error);
    case DIAGNOSE:
        return __real_imhook_diagnose(receiver, (const imhook_request *)call->input, output, error);
    case PARSE:
        return __real_imhook_parse(receiver, (const uint8_t *)call->input, call->len, output, error);
    case SEAL:
        return __real_imhook_seal(receiver, (const uint8_t *)call->input, call->len, output, error);
    case RECEIVE_BATCH:
        return __real_imhook_receive_batch(receiver, (const imhook_request *)call->input, call->len, call->threads, output, error);
    case PARSE_LINES:
        return __real_imhook_parse_lines(receiver, (const uint8_t *)call->input, call->len, call->threads, output, error);
    case RECEIVE_ROWS:
        return imhook_receive_rows(receiver, (const imhook_request *)call->input, call->len, &call->table->schema, &call->table->rows, error);
    case PARSE_ROWS:
        return imhook_parse_rows(receiver, &payload, 1, &call->table->schema, &call->table->rows, error);
    case BUF_FREE:
        __real_imhook_buf_free(output);
        return IMHOOK_OK;
    default:
        return IMHOOK_INTERNAL;
    }
}
