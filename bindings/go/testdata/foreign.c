/* A library that fits the header in all but the number of its ABI. */
#include "imhook.h"

uint32_t imhook_abi_version(void)
{
    return IMHOOK_ABI_VERSION + 1;
}

const char *imhook_version(void)
{
    return "foreign";
}

const char *imhook_status_name(int32_t status)
{
    return status == IMHOOK_OK ? "ok" : "unrecognised";
}

int32_t imhook_receiver_new(const char *config, size_t config_len, imhook_receiver **receiver, imhook_buf *error)
{
    __builtin_trap();
}

void imhook_receiver_free(imhook_receiver *receiver)
{
    __builtin_trap();
}

#define ON_REQUEST(name)                                                                                                     \
    int32_t name(const imhook_receiver *receiver, const imhook_request *request, imhook_buf *output, imhook_buf *error)        \
    {                                                                                                                        \
        __builtin_trap();                                                                                                    \
    }

#define ON_BYTES(name)                                                                                                       \
    int32_t name(const imhook_receiver *receiver, const uint8_t *bytes, size_t len, imhook_buf *output, imhook_buf *error)     \
    {                                                                                                                        \
        __builtin_trap();                                                                                                    \
    }

ON_REQUEST(imhook_receive)
ON_REQUEST(imhook_verify)
ON_REQUEST(imhook_decrypt)
ON_REQUEST(imhook_diagnose)
ON_BYTES(imhook_parse)
ON_BYTES(imhook_seal)

int32_t imhook_receive_batch(const imhook_receiver *receiver, const imhook_request *requests, size_t count, uint32_t threads,
                             imhook_buf *ndjson, imhook_buf *error)
{
    __builtin_trap();
}

int32_t imhook_parse_lines(const imhook_receiver *receiver, const uint8_t *lines, size_t lines_len, uint32_t threads,
                           imhook_buf *ndjson, imhook_buf *error)
{
    __builtin_trap();
}

void imhook_buf_free(imhook_buf *buf)
{
    __builtin_trap();
}
