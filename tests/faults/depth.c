/*
 * depth FILE...: makes each payload of these vectors deeper, in every place where it has a value, and parses it; makes each spec
 * of a callback deeper, seals it, and receives what is sealed. Run on a small stack (small_stack.c).
 */
#include "../c/wps.h"
#include "deepen.h"
#include "example.h"

/* MAX_DEPTH_CEILING of src/limits.rs. */
enum { CEILING = 96 };

/* Longer payloads say nothing new in any of their many places, and take long. */
enum { LONGEST_PAYLOAD = 3000 };
#define DEEPEST "\"max_depth\":96,\"tolerance_seconds\":0"

/* What the texts are given to: a receiver, and whether they are payloads or specs. */
struct subject {
    imhook_receiver *receiver;
    int is_spec;
    const char *id;
    unsigned long *deepest;
};

static struct text decoded(const char *object, const char *name)
{
    const char *value = json_get(object, name);
    struct text text = {NULL, 0, 0};

    if (value != NULL && *value == '"') {
        text.data = (char *)need(strlen(value));
        text.len = json_decode(value, text.data);
    }
    return text;
}

/* The header lines of a sealed request. */
static struct text lines_of(const char *headers)
{
    struct text lines = {NULL, 0, 0};
    const char *key;

    for (key = headers != NULL ? json_first(headers) : NULL; key != NULL; key = json_next(json_value(key))) {
        struct text value = decoded(headers, key + 1);
        text_add(&lines, key + 1, (size_t)(json_string_end(key) - key) - 2);
        text_add(&lines, ": ", 2);
        text_add(&lines, value.data, value.len);
        text_add(&lines, "\r\n", 2);
        free(value.data);
    }
    return lines;
}

static int32_t receive_sealed(const imhook_receiver *receiver, const char *sealed)
{
    struct text method = decoded(sealed, "method"), target = decoded(sealed, "target"), body = decoded(sealed, "body");
    struct text headers = lines_of(json_get(sealed, "headers"));
    imhook_request request;
    imhook_buf delivery;
    int32_t status;

    memset(&request, 0, sizeof request);
    request.method = method.data;
    request.method_len = method.len;
    request.target = target.data;
    request.target_len = target.len;
    request.headers = headers.data;
    request.headers_len = headers.len;
    request.body = (const uint8_t *)body.data;
    request.body_len = body.len;
    status = imhook_receive(receiver, &request, &delivery, NULL);
    imhook_buf_free(&delivery);
    free(method.data);
    free(target.data);
    free(headers.data);
    free(body.data);
    return status;
}

static int32_t status_of(const struct subject *subject, const struct text *text)
{
    imhook_buf output;
    int32_t status;

    if (subject->is_spec) {
        status = imhook_seal(subject->receiver, (const uint8_t *)text->data, text->len, &output, NULL);
        if (status == IMHOOK_OK)
            status = receive_sealed(subject->receiver, (const char *)output.data);
    } else {
        status = imhook_parse(subject->receiver, (const uint8_t *)text->data, text->len, &output, NULL);
    }
    imhook_buf_free(&output);
    return status;
}

/* A text as deepen.c made it; `depth` is how deep it certainly is, or 0. */
static void submit(void *context, const struct text *text, size_t depth)
{
    const struct subject *subject = (const struct subject *)context;
    int32_t status = status_of(subject, text);

    if (depth > CEILING)
        CHECK_IN(subject->id, subject->is_spec ? status != IMHOOK_OK : status == IMHOOK_TOO_DEEP || status == IMHOOK_MALFORMED_PAYLOAD);
    else if (depth > 0 && !subject->is_spec)
        CHECK_IN(subject->id, status != IMHOOK_TOO_DEEP && status != IMHOOK_INTERNAL);
    else
        CHECK_IN(subject->id, status != IMHOOK_INTERNAL);
    subject->deepest[status == IMHOOK_OK]++;
}

/* The vector's configuration, to which the greatest depth is added; NULL where it does not bear that. */
static imhook_receiver *receiver_for(const char *config)
{
    static const char *const limits[] = {"max_depth", "tolerance_seconds", "max_body_bytes", "max_payload_bytes"};
    struct text text = {NULL, 0, 0};
    imhook_receiver *receiver = NULL;
    size_t i;

    if (config == NULL || *config != '{')
        return NULL;
    for (i = 0; i < sizeof limits / sizeof *limits; i++)
        if (json_get(config, limits[i]) != NULL)
            return NULL;
    text_add(&text, "{" DEEPEST ",", sizeof "{" DEEPEST "," - 1);
    text_add(&text, config + 1, (size_t)(json_end(config) - config) - 1);
    if (imhook_receiver_new(text.data, text.len, &receiver, NULL) != IMHOOK_OK)
        receiver = NULL;
    free(text.data);
    return receiver;
}

static void deepen_vector(const char *vector, unsigned long *deepest)
{
    struct text id = decoded(vector, "id"), payload = decoded(vector, "payload");
    const char *spec = json_get(vector, "spec");
    struct subject subject = {receiver_for(json_get(vector, "config")), spec != NULL, id.data, deepest};

    if (spec != NULL) {
        free(payload.data);
        payload.data = NULL;
        payload.len = 0;
        text_add(&payload, spec, (size_t)(json_end(spec) - spec));
    }
    if (subject.receiver != NULL && payload.data != NULL && payload.len <= LONGEST_PAYLOAD &&
        status_of(&subject, &payload) == IMHOOK_OK)
        deepen(payload.data, CEILING, submit, &subject);
    imhook_receiver_free(subject.receiver);
    free(payload.data);
    free(id.data);
}

int main(int argc, char **argv)
{
    unsigned long deepest[2] = {0, 0};
    int i;

    for (i = 1; i < argc; i++) {
        size_t len;
        char *text = read_file(argv[i], &len);
        const char *vectors = text != NULL ? json_get(text, "vectors") : NULL, *vector;

        if (!CHECK_IN(argv[i], vectors != NULL))
            continue;
        for (vector = json_first(vectors); vector != NULL; vector = json_next(vector))
            deepen_vector(vector, deepest);
        free(text);
    }
    printf("%lu deep inputs, %lu of them accepted\n", deepest[0] + deepest[1], deepest[1]);
    return checks_done();
}
