/*
 * Runs the vector files that it is given: vectors FILE...
 * Where IMHOOK_CONFORMANCE_OUT names a file, what came of each vector is written there, for tests/conformance.
 */
#include "example.h"
#include "wps.h"

static const char *const file_keys[] = {"schema", "platform", "comment", "flags", "vectors", NULL};
static const char *const vector_keys[] = {"id",   "comment", "source",  "flags",          "call",   "config", "config_text",
                                          "spec", "request", "payload", "payload_base64", "expect", NULL};
static const char *const request_keys[] = {"method", "target", "headers", "body", "body_base64", "now_ms", NULL};
static const char *const expect_keys[] = {"status", "delivery",  "report",           "lines",
                                          "raw",    "plaintext", "plaintext_base64", "sealed", "error", "diagnosis", NULL};
static const char *const diagnosis_keys[] = {"ok", "advice", "contains", "excludes", NULL};
static const char *const error_keys[] = {"contains", "excludes", NULL};
static const char *const nothing[] = {NULL};

/* Bytes that a vector spells out; owned. */
struct bytes {
    char *data;
    size_t len;
};

static int listed(const char *key, const char *const *keys)
{
    while (*keys != NULL && !json_same_text(key + 1, *keys))
        keys++;
    return *keys != NULL;
}

/* Whether an object has no keys but these. */
static int only(const char *object, const char *const *keys)
{
    const char *key;
    for (key = json_first(object); key != NULL; key = json_next(json_value(key)))
        if (!listed(key, keys))
            return 0;
    return 1;
}

static int whole(const char *number, size_t len)
{
    return strspn(number, "-0123456789") >= len;
}

/* Integers by their digits, however many; fractions by their value. */
static int same_scalar(const char *a, const char *b)
{
    size_t a_len = (size_t)(json_end(a) - a), b_len = (size_t)(json_end(b) - b);
    if (a_len == b_len && memcmp(a, b, a_len) == 0)
        return 1;
    if (strchr("tfn", *a) != NULL || strchr("tfn", *b) != NULL || (whole(a, a_len) && whole(b, b_len)))
        return 0;
    return strtod(a, NULL) == strtod(b, NULL);
}

static int same_json(const char *a, const char *b);

static int same_array(const char *a, const char *b)
{
    const char *x = json_first(a), *y = json_first(b);
    while (x != NULL && y != NULL && same_json(x, y)) {
        x = json_next(x);
        y = json_next(y);
    }
    return x == NULL && y == NULL;
}

/* All members but some. Of a key that occurs twice the last counts, as it does for whoever wrote the expectation. */
static int same_members(const char *want, const char *got, const char *const *but)
{
    const char *key, *x, *y;
    for (key = json_first(got); key != NULL; key = json_next(json_value(key)))
        if (!listed(key, but) && json_get(want, key + 1) == NULL)
            return 0;
    for (key = json_first(want); key != NULL; key = json_next(json_value(key))) {
        if (listed(key, but))
            continue;
        x = json_get(want, key + 1);
        y = json_get(got, key + 1);
        if (y == NULL || !same_json(x, y))
            return 0;
    }
    return 1;
}

static int same_json(const char *a, const char *b)
{
    if (*a == '{' && *b == '{')
        return same_members(a, b, nothing);
    if (*a == '[' && *b == '[')
        return same_array(a, b);
    if (*a == '"' && *b == '"')
        return json_same_text(a + 1, b + 1);
    return strchr("{[\"", *a) == NULL && strchr("{[\"", *b) == NULL && same_scalar(a, b);
}

static struct bytes decode_text(const char *string)
{
    struct bytes bytes;
    bytes.data = (char *)need((size_t)(json_end(string) - string));
    bytes.len = json_decode(string, bytes.data);
    return bytes;
}

static struct bytes decode_base64(const char *string)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct bytes bytes = decode_text(string);
    unsigned long bits = 0;
    size_t i, out = 0, count = 0;

    for (i = 0; i < bytes.len && bytes.data[i] != '='; i++) {
        const char *digit = strchr(alphabet, bytes.data[i]);
        bits = (bits << 6 | (unsigned long)(digit != NULL ? digit - alphabet : 0)) & 0xFFFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.data[out++] = (char)(bits >> count & 0xFF);
        }
    }
    bytes.len = out;
    return bytes;
}

/* A member that must be there. */
static const char *member(const char *object, const char *name)
{
    const char *value = json_get(object, name);
    if (value == NULL) {
        fprintf(stderr, "no %s in %.200s\n", name, object);
        abort();
    }
    return value;
}

/* The bytes under one of two keys; no data when neither is there. */
static struct bytes bytes_of(const char *object, const char *text_key, const char *base64_key)
{
    const char *text = json_get(object, text_key), *base64 = json_get(object, base64_key);
    struct bytes none = {NULL, 0};
    return text != NULL ? decode_text(text) : base64 != NULL ? decode_base64(base64) : none;
}

/* The header lines as they travel. */
static struct bytes header_lines(const char *headers)
{
    struct bytes bytes;
    const char *pair;

    bytes.data = (char *)need((size_t)(json_end(headers) - headers) + 1);
    bytes.len = 0;
    for (pair = json_first(headers); pair != NULL; pair = json_next(pair)) {
        const char *name = json_first(pair);
        bytes.len += json_decode(name, bytes.data + bytes.len);
        memcpy(bytes.data + bytes.len, ": ", 2);
        bytes.len += 2;
        bytes.len += json_decode(json_next(name), bytes.data + bytes.len);
        memcpy(bytes.data + bytes.len, "\r\n", 2);
        bytes.len += 2;
    }
    return bytes;
}

typedef int32_t on_request(const imhook_receiver *, const imhook_request *, imhook_buf *, imhook_buf *);

static int32_t call_request(on_request *call, const imhook_receiver *receiver, const char *vector, imhook_buf *out, imhook_buf *error)
{
    const char *spelled = member(vector, "request"), *headers = json_get(spelled, "headers");
    struct bytes none = {NULL, 0}, method = bytes_of(spelled, "method", ""), target = bytes_of(spelled, "target", "");
    struct bytes body = bytes_of(spelled, "body", "body_base64"), lines = headers != NULL ? header_lines(headers) : none;
    imhook_request request;
    int32_t status;

    CHECK(only(spelled, request_keys));
    memset(&request, 0, sizeof request);
    request.method = method.data;
    request.method_len = method.len;
    request.target = target.data;
    request.target_len = target.len;
    request.headers = lines.data;
    request.headers_len = lines.len;
    request.body = (const uint8_t *)body.data;
    request.body_len = body.len;
    request.now_ms = strtoll(member(spelled, "now_ms"), NULL, 10);
    status = call(receiver, &request, out, error);
    free(method.data);
    free(target.data);
    free(lines.data);
    free(body.data);
    return status;
}

static int32_t call_payload(const char *call, const imhook_receiver *receiver, const char *vector, imhook_buf *out, imhook_buf *error)
{
    struct bytes payload = bytes_of(vector, "payload", "payload_base64");
    const uint8_t *data = (const uint8_t *)payload.data;
    int32_t status = strcmp(call, "parse") == 0 ? imhook_parse(receiver, data, payload.len, out, error)
                                                : imhook_parse_lines(receiver, data, payload.len, 2, out, error);
    free(payload.data);
    return status;
}

static int32_t run(const char *call, const imhook_receiver *receiver, const char *vector, imhook_buf *out, imhook_buf *error)
{
    static const struct {
        const char *name;
        on_request *call;
    } on_requests[] = {
        {"receive", imhook_receive}, {"verify", imhook_verify}, {"decrypt", imhook_decrypt}, {"diagnose", imhook_diagnose}};
    const char *spec;
    size_t i;

    for (i = 0; i < sizeof on_requests / sizeof *on_requests; i++)
        if (strcmp(call, on_requests[i].name) == 0)
            return call_request(on_requests[i].call, receiver, vector, out, error);
    if (strcmp(call, "parse") == 0 || strcmp(call, "parse_lines") == 0)
        return call_payload(call, receiver, vector, out, error);
    if (strcmp(call, "seal") == 0) {
        spec = member(vector, "spec");
        return imhook_seal(receiver, (const uint8_t *)spec, (size_t)(json_end(spec) - spec), out, error);
    }
    fprintf(stderr, "unknown call %s\n", call);
    abort();
}

/* The native record of an event, or null where there must be none: JSON by its exact text, other formats by their value. */
static int same_raw(const char *event, const char *want)
{
    const char *got = json_get(event, "raw"), *format = json_get(event, "raw_format");
    struct bytes text;
    int same;

    if (got == NULL || format == NULL || want == NULL || *want != '"')
        return got == NULL && want != NULL && *want == 'n';
    if (strncmp(format, "\"json\"", 6) != 0)
        return same_json(got, want);
    text = decode_text(want);
    same = (size_t)(json_end(got) - got) == text.len && memcmp(got, text.data, text.len) == 0;
    free(text.data);
    return same;
}

/* An event, or a CloudEvents object around one. */
static int same_event(const char *want, const char *got, const char *raw)
{
    static const char *const inner[] = {"data", NULL}, *const native[] = {"raw", NULL};
    if (json_get(want, "specversion") == NULL)
        return same_members(want, got, native) && same_raw(got, raw);
    return json_get(got, "data") != NULL && same_members(want, got, inner) &&
           same_event(json_get(want, "data"), json_get(got, "data"), raw);
}

/* Warnings by their codes; where and why they arose is for people. */
static int same_warnings(const char *want, const char *got)
{
    const char *x = want != NULL ? json_first(want) : NULL, *y = got != NULL ? json_first(got) : NULL;
    while (x != NULL && y != NULL && same_json(json_get(x, "code"), json_get(y, "code"))) {
        x = json_next(x);
        y = json_next(y);
    }
    return x == NULL && y == NULL;
}

/* A delivery against `expect.delivery`, whose events leave raw to `expect.raw`. */
static int same_delivery(const char *expect, const char *got)
{
    static const char *const apart[] = {"events", "warnings", NULL};
    const char *want = json_get(expect, "delivery"), *raws = json_get(expect, "raw");
    const char *x = json_first(member(want, "events")), *raw = raws != NULL ? json_first(raws) : NULL, *y;

    if (json_get(got, "events") == NULL || !same_members(want, got, apart) ||
        !same_warnings(json_get(want, "warnings"), json_get(got, "warnings")))
        return 0;
    y = json_first(json_get(got, "events"));
    while (x != NULL && y != NULL && raw != NULL && same_event(x, y, raw)) {
        x = json_next(x);
        y = json_next(y);
        raw = json_next(raw);
    }
    return x == NULL && y == NULL && raw == NULL;
}

/* The output's lines against an array of expectations. */
static int same_lines(const imhook_buf *out, const char *wants)
{
    const char *line = (const char *)out->data, *want = json_first(wants);
    while (line != NULL && *line != '\0' && want != NULL) {
        long status = strtol(member(want, "status"), NULL, 10);
        if (status == IMHOOK_OK ? !same_delivery(want, line) : error_status(line) != status)
            return 0;
        line = json_space(json_end(line));
        want = json_next(want);
    }
    return (line == NULL || *line == '\0') && want == NULL;
}

static void compare(const char *id, const imhook_buf *out, const char *expect)
{
    const char *got = (const char *)out->data, *lines = json_get(expect, "lines");
    const char *report = json_get(expect, "report"), *sealed = json_get(expect, "sealed");
    struct bytes plaintext = bytes_of(expect, "plaintext", "plaintext_base64");
    int same = 1;

    CHECK_IN(id, well_formed(out));
    if (json_get(expect, "delivery") != NULL)
        same = CHECK_IN(id, got != NULL && strchr(got, '\n') == NULL && same_delivery(expect, got));
    if (report != NULL)
        same = CHECK_IN(id, got != NULL && same_json(report, got));
    if (sealed != NULL)
        same = CHECK_IN(id, got != NULL && same_json(sealed, got));
    if (lines != NULL)
        same = CHECK_IN(id, same_lines(out, lines));
    if (plaintext.data != NULL)
        same = CHECK_IN(id, plaintext.len == out->len && (out->len == 0 || memcmp(plaintext.data, got, out->len) == 0));
    if (!same)
        fprintf(stderr, "  got %s\n", got != NULL ? got : "nothing");
    free(plaintext.data);
}

/* Whether a text holds each word of a list, or none of them. */
static void check_words(const char *id, const char *said, const char *words, int held)
{
    const char *word;
    for (word = words != NULL ? json_first(words) : NULL; word != NULL; word = json_next(word)) {
        struct bytes text = decode_text(word);
        int found = strstr(said, text.data) != NULL;
        if (!CHECK_IN(id, found == held))
            fprintf(stderr, "  %s %s: %s\n", held ? "does not hold" : "holds", text.data, said);
        free(text.data);
    }
}

/* The words that an error must hold, and must not. */
static void compare_error(const char *id, const imhook_buf *error, const char *expect)
{
    CHECK_IN(id, only(expect, error_keys));
    check_words(id, (const char *)error->data, json_get(expect, "contains"), 1);
    check_words(id, (const char *)error->data, json_get(expect, "excludes"), 0);
}

/* The advice that stands first in a report, or that there is none; the report as a whole must not say certain words. */
static void compare_diagnosis(const char *id, const imhook_buf *out, const char *expect)
{
    const char *got = (const char *)out->data, *want = json_get(expect, "advice"), *advice = json_get(got, "advice");
    const char *first = advice != NULL ? json_first(advice) : NULL, *step;
    int good = *member(expect, "ok") == 't', passed = 1, same;

    CHECK_IN(id, only(expect, diagnosis_keys));
    for (step = json_first(member(got, "steps")); step != NULL; step = json_next(step))
        passed = passed && strncmp(member(step, "result"), "\"pass\"", 6) == 0;
    same = CHECK_IN(id, (*member(got, "ok") == 't') == good && passed == good);
    same = CHECK_IN(id, want != NULL ? first != NULL && same_json(want, member(first, "code")) : first == NULL) && same;
    if (first != NULL) {
        struct bytes text = decode_text(member(first, "text"));
        check_words(id, text.data, json_get(expect, "contains"), 1);
        free(text.data);
    }
    check_words(id, got, json_get(expect, "excludes"), 0);
    if (!same)
        fprintf(stderr, "  got %s\n", got);
}

static void check_flags(const char *id, const char *vector, const char *known)
{
    const char *flags = json_get(vector, "flags"), *flag;
    for (flag = flags != NULL ? json_first(flags) : NULL; flag != NULL; flag = json_next(flag))
        CHECK_IN(id, json_get(known, flag + 1) != NULL);
}

/* A configuration as it stands in the file, or one that is no JSON as its text. */
static int32_t configure(const char *vector, imhook_receiver **receiver, imhook_buf *error)
{
    struct bytes text = bytes_of(vector, "config_text", "");
    const char *config = text.data != NULL ? text.data : member(vector, "config");
    size_t len = text.data != NULL ? text.len : (size_t)(json_end(config) - config);
    int32_t status = imhook_receiver_new(config, len, receiver, error);
    free(text.data);
    return status;
}

/* Where the listing goes, and which file it has come to: its folder and name. */
static FILE *listing;
static char listed_file[256];

static void list_hex(const char *bytes, size_t len)
{
    size_t i;
    for (i = 0; i < len; i++)
        fprintf(listing, "%02x", (unsigned)(unsigned char)bytes[i]);
}

/* Name, status, and the output or else the error's message and hint: see tests/conformance/compare. */
static void list_outcome(const char *id, int32_t status, const imhook_buf *out, const imhook_buf *error)
{
    static const char *const parts[] = {"message", "hint"};
    const char *told = status != IMHOOK_OK ? json_get((const char *)error->data, "error") : NULL;
    int i;

    fprintf(listing, "%s/%s\t%d\t", listed_file, id, (int)status);
    list_hex((const char *)out->data, out->len);
    for (i = 0; told != NULL && i < 2; i++) {
        struct bytes text = bytes_of(told, parts[i], "");
        list_hex(text.data, text.len);
        if (i == 0)
            list_hex("\n", 1);
        free(text.data);
    }
    fputc('\n', listing);
}

static void list_file(const char *path)
{
    const char *name = strrchr(path, '/'), *end = strrchr(path, '.');
    while (name > path && name[-1] != '/')
        name--;
    snprintf(listed_file, sizeof listed_file, "%.*s", (int)(end - name), name);
}

static void check_vector(const char *vector, const char *flags)
{
    const char *expect = member(vector, "expect"), *error_words = json_get(expect, "error");
    struct bytes id = decode_text(member(vector, "id")), call = decode_text(member(vector, "call"));
    int32_t want = (int32_t)strtol(member(expect, "status"), NULL, 10), status;
    imhook_buf out = {NULL, 0}, error = {NULL, 0};
    imhook_receiver *receiver;

    CHECK_IN(id.data, only(vector, vector_keys));
    CHECK_IN(id.data, only(expect, expect_keys));
    check_flags(id.data, vector, flags);

    status = configure(vector, &receiver, &error);
    if (status == IMHOOK_OK && strcmp(call.data, "receiver_new") != 0)
        status = run(call.data, receiver, vector, &out, &error);
    if (listing != NULL)
        list_outcome(id.data, status, &out, &error);
    if (!CHECK_IN(id.data, status == want))
        fprintf(stderr, "  got %d, expected %d: %s\n", (int)status, (int)want, error.data != NULL ? (char *)error.data : "");
    else if (status == IMHOOK_OK && strcmp(call.data, "diagnose") == 0)
        compare_diagnosis(id.data, &out, member(expect, "diagnosis"));
    else if (status == IMHOOK_OK)
        compare(id.data, &out, expect);
    else if (CHECK_IN(id.data, empty(&out) && tells(&error, status)) && error_words != NULL)
        compare_error(id.data, &error, error_words);
    imhook_buf_free(&out);
    imhook_buf_free(&error);
    imhook_receiver_free(receiver);
    free(id.data);
    free(call.data);
}

int main(int argc, char **argv)
{
    const char *listed = getenv("IMHOOK_CONFORMANCE_OUT");
    int i;

    if (listed != NULL && (listing = fopen(listed, "w")) == NULL)
        return EXIT_FAILURE;
    for (i = 1; i < argc; i++) {
        size_t len;
        char *file = read_file(argv[i], &len);
        const char *vectors, *vector;

        if (file == NULL)
            return EXIT_FAILURE;
        list_file(argv[i]);
        vectors = member(file, "vectors");
        CHECK_IN(argv[i], only(file, file_keys));
        CHECK_IN(argv[i], json_same_text(member(file, "schema") + 1, "imhook.vectors/1"));
        CHECK_IN(argv[i], json_first(vectors) != NULL);
        for (vector = json_first(vectors); vector != NULL; vector = json_next(vector))
            check_vector(vector, member(file, "flags"));
        free(file);
    }
    if (listing != NULL && fclose(listing) != 0)
        return EXIT_FAILURE;
    return checks_done();
}
