/* The contract of every function at its edges: NULL, lengths, what is cleared, what is owned. */
#include <stddef.h>

#include "wps.h"

#define OVER ((size_t)PTRDIFF_MAX + 1)
#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef int32_t on_request(const imhook_receiver *, const imhook_request *, imhook_buf *, imhook_buf *);
typedef int32_t on_payload(const imhook_receiver *, const uint8_t *, size_t, imhook_buf *, imhook_buf *);

struct request_call {
    const char *name;
    on_request *call;
};

struct payload_call {
    const char *name;
    on_payload *call;
    const char *good;
    int32_t empty_input;
};

static int32_t parse_lines(const imhook_receiver *receiver, const uint8_t *lines, size_t len, imhook_buf *out, imhook_buf *error)
{
    return imhook_parse_lines(receiver, lines, len, 1, out, error);
}

static int32_t receive_batch(const imhook_receiver *receiver, const imhook_request *request, imhook_buf *out, imhook_buf *error)
{
    return imhook_receive_batch(receiver, request, 1, 1, out, error);
}

static const struct request_call request_calls[] = {
    {"receive", imhook_receive},   {"verify", imhook_verify}, {"decrypt", imhook_decrypt},
    {"diagnose", imhook_diagnose}, {"batch", receive_batch},
};

static const struct payload_call payload_calls[] = {
    {"parse", imhook_parse, WPS_PLAINTEXT, IMHOOK_MALFORMED_PAYLOAD},
    {"seal", imhook_seal, WPS_SPEC("{}"), IMHOOK_INVALID_ARGUMENT},
    {"parse_lines", parse_lines, WPS_PLAINTEXT, IMHOOK_OK},
};

static uint8_t scrap[] = "not owned by the library";

/* A buffer as a careless caller leaves it: it must be overwritten, and never freed. */
static imhook_buf dirty(void)
{
    imhook_buf buf = {scrap, sizeof scrap};
    return buf;
}

static void layout(void)
{
    size_t word = sizeof(void *);

    CHECK(sizeof(imhook_buf) == 2 * word && offsetof(imhook_buf, data) == 0 && offsetof(imhook_buf, len) == word);
    CHECK(offsetof(imhook_request, method) == 0 && offsetof(imhook_request, method_len) == word);
    CHECK(offsetof(imhook_request, target) == 2 * word && offsetof(imhook_request, target_len) == 3 * word);
    CHECK(offsetof(imhook_request, headers) == 4 * word && offsetof(imhook_request, headers_len) == 5 * word);
    CHECK(offsetof(imhook_request, body) == 6 * word && offsetof(imhook_request, body_len) == 7 * word);
    CHECK(offsetof(imhook_request, now_ms) == 8 * word && sizeof(imhook_request) == 8 * word + sizeof(int64_t));
}

static void versions(void)
{
    CHECK(IMHOOK_ABI_VERSION == 1);
    CHECK(imhook_abi_version() == IMHOOK_ABI_VERSION);
    CHECK(strchr(imhook_version(), '.') != NULL);
    CHECK(imhook_version() == imhook_version());
}

static void statuses(void)
{
    static const struct {
        int32_t status, number;
        const char *name;
    } known[] = {
        {IMHOOK_OK, 0, "ok"},
        {IMHOOK_INVALID_ARGUMENT, 100, "invalid_argument"},
        {IMHOOK_INVALID_CONFIG, 101, "invalid_config"},
        {IMHOOK_MISSING_SIGNATURE, 200, "missing_signature"},
        {IMHOOK_SIGNATURE_MISMATCH, 201, "signature_mismatch"},
        {IMHOOK_STALE_TIMESTAMP, 202, "stale_timestamp"},
        {IMHOOK_RECEIVER_MISMATCH, 203, "receiver_mismatch"},
        {IMHOOK_UNVERIFIABLE, 204, "unverifiable"},
        {IMHOOK_DECRYPT_FAILED, 300, "decrypt_failed"},
        {IMHOOK_BAD_ENCODING, 301, "bad_encoding"},
        {IMHOOK_MALFORMED_REQUEST, 400, "malformed_request"},
        {IMHOOK_MALFORMED_PAYLOAD, 401, "malformed_payload"},
        {IMHOOK_UNSUPPORTED, 402, "unsupported"},
        {IMHOOK_TOO_LARGE, 500, "too_large"},
        {IMHOOK_TOO_DEEP, 501, "too_deep"},
        {IMHOOK_INVALID_MESSAGE, 600, "invalid_message"},
        {IMHOOK_INTERNAL, 900, "internal"},
    };
    static const int32_t strange[] = {-1, 1, 99, 901, INT32_MIN, INT32_MAX};
    size_t i, j;

    for (i = 0; i < COUNT(known); i++) {
        CHECK_IN(known[i].name, known[i].status == known[i].number);
        CHECK_IN(known[i].name, strcmp(imhook_status_name(known[i].status), known[i].name) == 0);
    }
    for (i = 0; i < COUNT(strange); i++) {
        const char *name = imhook_status_name(strange[i]);
        CHECK(name != NULL && *name != '\0');
        for (j = 0; j < COUNT(known); j++)
            CHECK_IN(known[j].name, strcmp(name, known[j].name) != 0);
    }
}

static void buffers(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    imhook_request request = wps_request();
    imhook_buf out = dirty(), error = dirty();

    imhook_buf_free(NULL);
    CHECK(imhook_receive(receiver, &request, &out, &error) == IMHOOK_OK);
    CHECK(out.data != NULL && well_formed(&out) && empty(&error));
    imhook_buf_free(&out);
    CHECK(empty(&out));
    imhook_buf_free(&out);
    CHECK(empty(&out));
    imhook_receiver_free(receiver);
    imhook_receiver_free(NULL);
}

static void receiver_new(void)
{
    static const struct {
        const char *name, *config;
        size_t len;
        int32_t status;
    } bad[] = {
        {"NULL with a length", NULL, 1, IMHOOK_INVALID_ARGUMENT},
        {"over PTRDIFF_MAX", WPS_CONFIG, OVER, IMHOOK_INVALID_ARGUMENT},
        {"NULL over PTRDIFF_MAX", NULL, OVER, IMHOOK_INVALID_ARGUMENT},
        {"NULL with length 0", NULL, 0, IMHOOK_INVALID_CONFIG},
        {"length 0", WPS_CONFIG, 0, IMHOOK_INVALID_CONFIG},
        {"cut short", WPS_CONFIG, 10, IMHOOK_INVALID_CONFIG},
        {"no platform", "{}", 2, IMHOOK_INVALID_CONFIG},
    };
    imhook_receiver *receiver;
    imhook_buf error;
    size_t i;

    for (i = 0; i < COUNT(bad); i++) {
        receiver = (imhook_receiver *)(void *)scrap;
        error = dirty();
        CHECK_IN(bad[i].name, imhook_receiver_new(bad[i].config, bad[i].len, &receiver, &error) == bad[i].status);
        CHECK_IN(bad[i].name, receiver == NULL);
        CHECK_IN(bad[i].name, tells(&error, bad[i].status));
        imhook_buf_free(&error);

        receiver = (imhook_receiver *)(void *)scrap;
        CHECK_IN(bad[i].name, imhook_receiver_new(bad[i].config, bad[i].len, &receiver, NULL) == bad[i].status);
        CHECK_IN(bad[i].name, receiver == NULL);
    }
    error = dirty();
    CHECK(imhook_receiver_new(WPS_CONFIG, strlen(WPS_CONFIG), NULL, &error) == IMHOOK_INVALID_ARGUMENT);
    CHECK(tells(&error, IMHOOK_INVALID_ARGUMENT));
    imhook_buf_free(&error);
    CHECK(imhook_receiver_new(WPS_CONFIG, strlen(WPS_CONFIG), NULL, NULL) == IMHOOK_INVALID_ARGUMENT);

    error = dirty();
    CHECK(imhook_receiver_new(WPS_CONFIG, strlen(WPS_CONFIG), &receiver, &error) == IMHOOK_OK);
    CHECK(receiver != NULL && empty(&error));
    imhook_receiver_free(receiver);
}

/* One refused call: the output is cleared, the error is set, and doing without an error buffer changes nothing. */
static void refused(const struct request_call *f, const char *why, const imhook_receiver *receiver, const imhook_request *request)
{
    imhook_buf out = dirty(), error = dirty();
    char where[80];

    snprintf(where, sizeof where, "%s, %s", f->name, why);
    CHECK_IN(where, f->call(receiver, request, &out, &error) == IMHOOK_INVALID_ARGUMENT);
    CHECK_IN(where, empty(&out));
    CHECK_IN(where, tells(&error, IMHOOK_INVALID_ARGUMENT));
    imhook_buf_free(&error);

    out = dirty();
    CHECK_IN(where, f->call(receiver, request, &out, NULL) == IMHOOK_INVALID_ARGUMENT);
    CHECK_IN(where, empty(&out));
}

/* Every pointer of a request with a length that cannot be right. A batch gives such a request an error line instead. */
static void bad_lengths(const struct request_call *f, const imhook_receiver *receiver)
{
    imhook_request request = wps_request();

    request.method_len = 1;
    refused(f, "NULL method with a length", receiver, &request);
    request.method = "POST";
    request.method_len = OVER;
    refused(f, "method over PTRDIFF_MAX", receiver, &request);

    request = wps_request();
    request.target_len = 1;
    refused(f, "NULL target with a length", receiver, &request);
    request.target = "/";
    request.target_len = OVER;
    refused(f, "target over PTRDIFF_MAX", receiver, &request);

    request = wps_request();
    request.headers_len = 1;
    refused(f, "NULL headers with a length", receiver, &request);
    request.headers = "A: b\n";
    request.headers_len = OVER;
    refused(f, "headers over PTRDIFF_MAX", receiver, &request);

    request = wps_request();
    request.body_len = OVER;
    refused(f, "body over PTRDIFF_MAX", receiver, &request);
    request.body = NULL;
    request.body_len = 1;
    refused(f, "NULL body with a length", receiver, &request);
}

static void request_functions(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    imhook_request good = wps_request(), spelled = good;
    size_t i;

    spelled.method = "POST";
    spelled.method_len = 4;
    spelled.target = spelled.headers = "anything";
    for (i = 0; i < COUNT(request_calls); i++) {
        const struct request_call *f = &request_calls[i];
        imhook_buf out = dirty(), error = dirty(), again = dirty();

        CHECK_IN(f->name, f->call(receiver, &good, &out, &error) == IMHOOK_OK);
        CHECK_IN(f->name, out.data != NULL && well_formed(&out) && empty(&error));
        CHECK_IN(f->name, f->call(receiver, &spelled, &again, NULL) == IMHOOK_OK);
        CHECK_IN(f->name, same_bytes(&out, &again));
        imhook_buf_free(&out);
        imhook_buf_free(&again);

        refused(f, "NULL receiver", NULL, &good);
        refused(f, "NULL request", receiver, NULL);
        CHECK_IN(f->name, f->call(receiver, &good, NULL, &error) == IMHOOK_INVALID_ARGUMENT);
        CHECK_IN(f->name, tells(&error, IMHOOK_INVALID_ARGUMENT));
        imhook_buf_free(&error);
        CHECK_IN(f->name, f->call(receiver, &good, NULL, NULL) == IMHOOK_INVALID_ARGUMENT);
        if (f->call != receive_batch)
            bad_lengths(f, receiver);
    }
    imhook_receiver_free(receiver);
}

static void refused_payload(const struct payload_call *f, const imhook_receiver *receiver, const uint8_t *payload, size_t len)
{
    imhook_buf out = dirty(), error = dirty();

    CHECK_IN(f->name, f->call(receiver, payload, len, &out, &error) == IMHOOK_INVALID_ARGUMENT);
    CHECK_IN(f->name, empty(&out) && tells(&error, IMHOOK_INVALID_ARGUMENT));
    imhook_buf_free(&error);
    out = dirty();
    CHECK_IN(f->name, f->call(receiver, payload, len, &out, NULL) == IMHOOK_INVALID_ARGUMENT);
    CHECK_IN(f->name, empty(&out));
}

static void payload_functions(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    size_t i;

    for (i = 0; i < COUNT(payload_calls); i++) {
        const struct payload_call *f = &payload_calls[i];
        const uint8_t *good = (const uint8_t *)f->good;
        size_t len = strlen(f->good);
        imhook_buf out = dirty(), error = dirty(), nothing = dirty();

        CHECK_IN(f->name, f->call(receiver, good, len, &out, &error) == IMHOOK_OK);
        CHECK_IN(f->name, out.data != NULL && well_formed(&out) && empty(&error));
        imhook_buf_free(&out);

        refused_payload(f, NULL, good, len);
        refused_payload(f, receiver, NULL, 1);
        refused_payload(f, receiver, NULL, OVER);
        refused_payload(f, receiver, good, OVER);
        CHECK_IN(f->name, f->call(receiver, good, len, NULL, &error) == IMHOOK_INVALID_ARGUMENT);
        CHECK_IN(f->name, tells(&error, IMHOOK_INVALID_ARGUMENT));
        imhook_buf_free(&error);
        CHECK_IN(f->name, f->call(receiver, good, len, NULL, NULL) == IMHOOK_INVALID_ARGUMENT);

        CHECK_IN(f->name, f->call(receiver, NULL, 0, &nothing, &error) == f->empty_input);
        CHECK_IN(f->name, empty(&nothing) && empty(&error) == (f->empty_input == IMHOOK_OK));
        imhook_buf_free(&error);
        nothing = dirty();
        CHECK_IN(f->name, f->call(receiver, good, 0, &nothing, &error) == f->empty_input && empty(&nothing));
        imhook_buf_free(&error);
    }
    imhook_receiver_free(receiver);
}

static void empty_results(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    char *body = seal_body(receiver, "\"\"");
    imhook_request request = request_of(body, 0), good = wps_request();
    imhook_buf out = dirty(), error = dirty();

    CHECK(imhook_decrypt(receiver, &request, &out, &error) == IMHOOK_OK);
    CHECK(empty(&out) && empty(&error));
    out = dirty();
    CHECK(imhook_parse_lines(receiver, NULL, 0, 8, &out, &error) == IMHOOK_OK);
    CHECK(empty(&out) && empty(&error));
    out = dirty();
    CHECK(imhook_parse_lines(receiver, (const uint8_t *)"\r\n\n", 3, 8, &out, &error) == IMHOOK_OK);
    CHECK(empty(&out) && empty(&error));
    out = dirty();
    CHECK(imhook_receive_batch(receiver, NULL, 0, 8, &out, &error) == IMHOOK_OK);
    CHECK(empty(&out) && empty(&error));
    out = dirty();
    CHECK(imhook_receive_batch(receiver, &good, 0, 8, &out, &error) == IMHOOK_OK);
    CHECK(empty(&out) && empty(&error));
    out = dirty();
    CHECK(imhook_receive_batch(receiver, &good, OVER / sizeof good + 1, 8, &out, &error) == IMHOOK_INVALID_ARGUMENT);
    CHECK(empty(&out) && tells(&error, IMHOOK_INVALID_ARGUMENT));
    imhook_buf_free(&error);
    free(body);
    imhook_receiver_free(receiver);
}

/* A refusal for what the request says, not for how the function was called. */
static void refusals(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG), *keyless = receiver_of("{\"platform\":\"wps\"}");
    imhook_request good = wps_request(), late = good, nothing = good;
    imhook_buf out, error;
    size_t i;

    late.now_ms += 301 * 1000;
    nothing.body = NULL;
    nothing.body_len = 0;
    for (i = 0; i < 3; i++) {
        on_request *call = request_calls[i].call;

        out = dirty();
        CHECK(call(receiver, &late, &out, &error) == IMHOOK_STALE_TIMESTAMP);
        CHECK(empty(&out) && tells(&error, IMHOOK_STALE_TIMESTAMP));
        imhook_buf_free(&error);
        out = dirty();
        CHECK(call(receiver, &nothing, &out, &error) == IMHOOK_MALFORMED_REQUEST);
        CHECK(empty(&out) && tells(&error, IMHOOK_MALFORMED_REQUEST));
        imhook_buf_free(&error);
        out = dirty();
        CHECK(call(keyless, &good, &out, &error) == IMHOOK_UNVERIFIABLE);
        CHECK(empty(&out) && tells(&error, IMHOOK_UNVERIFIABLE));
        imhook_buf_free(&error);
    }
    CHECK(imhook_diagnose(receiver, &late, &out, &error) == IMHOOK_OK && empty(&error));
    CHECK(out.data != NULL && strstr((const char *)out.data, "\"ok\":false") != NULL);
    imhook_buf_free(&out);
    imhook_receiver_free(keyless);
    imhook_receiver_free(receiver);
}

int main(void)
{
    layout();
    versions();
    statuses();
    buffers();
    receiver_new();
    request_functions();
    payload_functions();
    empty_results();
    refusals();
    return checks_done();
}
