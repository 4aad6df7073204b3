/* Rows as the Arrow C data interface has them: types, values, who owns what, and what is refused. */
#include <stddef.h>

#include "wps.h"

#define OVER ((size_t)PTRDIFF_MAX + 1)
#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct ArrowSchema schema_t;
typedef struct ArrowArray array_t;

static const char *const columns[][2] = {
    {"input", "l"},        {"kind", "u"},         {"event_index", "i"}, {"id", "u"},         {"platform", "u"},
    {"type", "u"},         {"native_type", "u"},  {"time", "tsu:UTC"},  {"sequence", "u"},   {"direction", "u"},
    {"tenant", "u"},       {"auth", "+s"},        {"conversation", "+s"}, {"sender", "+s"},  {"recipients", "+l"},
    {"message_id", "u"},   {"message_kind", "u"}, {"reply_to", "u"},    {"text", "u"},       {"segments", "+l"},
    {"action", "u"},       {"target_id", "u"},    {"raw_format", "u"},  {"raw", "u"},        {"warnings", "+l"},
    {"error", "+s"},
};

static void layout(void)
{
    size_t word = sizeof(void *);

    CHECK(sizeof(imhook_payload) == 2 * word && offsetof(imhook_payload, data) == 0 && offsetof(imhook_payload, len) == word);
    CHECK(sizeof(schema_t) == 7 * word + 2 * sizeof(int64_t) && offsetof(schema_t, flags) == 3 * word);
    CHECK(offsetof(schema_t, release) == 5 * word + 2 * sizeof(int64_t));
    CHECK(sizeof(array_t) == 5 * word + 5 * sizeof(int64_t) && offsetof(array_t, buffers) == 5 * sizeof(int64_t));
    CHECK(offsetof(array_t, release) == 3 * word + 5 * sizeof(int64_t));
}

/* Which child has this name, -1 when none has. */
static int64_t place(const schema_t *schema, const char *name)
{
    int64_t i;
    for (i = 0; i < schema->n_children; i++)
        if (strcmp(schema->children[i]->name, name) == 0)
            return i;
    return -1;
}

static const array_t *column(const schema_t *schema, const array_t *rows, const char *name)
{
    int64_t at = place(schema, name);
    if (at < 0 || at >= rows->n_children)
        abort();
    return rows->children[at];
}

static int is_there(const array_t *array, int64_t row)
{
    const uint8_t *bits = (const uint8_t *)array->buffers[0];
    return bits == NULL || (bits[row / 8] >> (row % 8) & 1);
}

/* Whether a column of texts says this in a row; NULL stands for a null. */
static int says(const schema_t *schema, const array_t *rows, const char *name, int64_t row, const char *text)
{
    const array_t *texts = column(schema, rows, name);
    const int32_t *ends = (const int32_t *)texts->buffers[1];
    size_t len = (size_t)(ends[row + 1] - ends[row]);

    if (text == NULL)
        return !is_there(texts, row) && len == 0;
    return is_there(texts, row) && len == strlen(text) && memcmp((const char *)texts->buffers[2] + ends[row], text, len) == 0;
}

/* What must hold of every array, whatever is in it: counts, bitmaps, offsets that only grow. */
static void sound(const schema_t *schema, const array_t *array)
{
    const char *where = schema->name;
    int64_t i, there = 0, items = array->length;
    size_t buffers = strcmp(schema->format, "+s") == 0 ? 1 : strcmp(schema->format, "u") == 0 ? 3 : 2;

    CHECK_IN(where, schema->metadata == NULL && schema->dictionary == NULL && array->dictionary == NULL);
    CHECK_IN(where, schema->release != NULL && array->release != NULL && array->offset == 0);
    CHECK_IN(where, schema->n_children == array->n_children && (size_t)array->n_buffers == buffers);
    CHECK_IN(where, array->null_count >= 0 && array->null_count <= array->length);
    CHECK_IN(where, array->buffers[0] != NULL || array->null_count == 0);
    for (i = 0; i < array->length; i++)
        there += is_there(array, i);
    CHECK_IN(where, there == array->length - array->null_count);
    if (*schema->format == 'u' || strcmp(schema->format, "+l") == 0) {
        const int32_t *ends = (const int32_t *)array->buffers[1];
        CHECK_IN(where, ends[0] == 0);
        for (i = 0; i < array->length; i++)
            CHECK_IN(where, ends[i] <= ends[i + 1]);
        CHECK_IN(where, *schema->format != 'u' || ends[array->length] == 0 || array->buffers[2] != NULL);
        items = ends[array->length];
    }
    for (i = 0; i < array->n_children; i++) {
        CHECK_IN(where, array->children[i]->length == items);
        CHECK_IN(where, schema->children[i]->flags == ARROW_FLAG_NULLABLE);
        sound(schema->children[i], array->children[i]);
    }
}

static void typed(const schema_t *schema)
{
    size_t i;

    CHECK(strcmp(schema->format, "+s") == 0 && strcmp(schema->name, "") == 0 && schema->flags == 0);
    CHECK(schema->n_children == (int64_t)COUNT(columns));
    for (i = 0; i < COUNT(columns); i++) {
        CHECK_IN(columns[i][0], strcmp(schema->children[i]->name, columns[i][0]) == 0);
        CHECK_IN(columns[i][0], strcmp(schema->children[i]->format, columns[i][1]) == 0);
    }
}

/* Releasing marks a struct, and a marked one may be released again by no one: so it is left alone. */
static void released(schema_t *schema, array_t *rows)
{
    schema->release(schema);
    rows->release(rows);
    CHECK(schema->release == NULL && rows->release == NULL);
}

static void of_requests(const imhook_receiver *receiver)
{
    imhook_request requests[4];
    const array_t *segments, *texts, *errors;
    schema_t schema;
    array_t rows;
    imhook_buf error;
    int64_t i;

    requests[0] = requests[1] = requests[2] = requests[3] = wps_request();
    requests[1].now_ms += 301 * 1000;
    requests[2].body = NULL;
    memset(&schema, '#', sizeof schema);
    memset(&rows, '#', sizeof rows);
    memset(&error, '#', sizeof error);
    CHECK(imhook_receive_rows(receiver, requests, 4, &schema, &rows, &error) == IMHOOK_OK);
    CHECK(empty(&error));
    typed(&schema);
    sound(&schema, &rows);
    CHECK(rows.length == 4);
    for (i = 0; i < rows.length; i++) {
        int good = i == 0 || i == 3;
        CHECK(((const int64_t *)column(&schema, &rows, "input")->buffers[1])[i] == i);
        CHECK(says(&schema, &rows, "kind", i, good ? "events" : NULL));
        CHECK(says(&schema, &rows, "id", i, good ? "kso.app_chat.message.create:w7i5fgFzh6uRtOTN" : NULL));
        CHECK(says(&schema, &rows, "text", i, good ? "666" : NULL));
        CHECK(says(&schema, &rows, "raw", i, good ? WPS_PLAINTEXT : NULL));
        CHECK(is_there(column(&schema, &rows, "time"), i) == good && is_there(column(&schema, &rows, "error"), i) == !good);
        CHECK(!is_there(column(&schema, &rows, "warnings"), i));
    }
    CHECK(((const int64_t *)column(&schema, &rows, "time")->buffers[1])[3] == 1734426254026 * 1000);

    segments = column(&schema, &rows, "segments");
    CHECK(((const int32_t *)segments->buffers[1])[4] == 2);
    texts = segments->children[0];
    CHECK(says(schema.children[place(&schema, "segments")]->children[0], texts, "text", 1, "666"));

    errors = column(&schema, &rows, "error");
    CHECK(says(schema.children[place(&schema, "error")], errors, "name", 1, "stale_timestamp"));
    CHECK(says(schema.children[place(&schema, "error")], errors, "name", 2, "invalid_argument"));
    CHECK(((const int32_t *)errors->children[0]->buffers[1])[1] == IMHOOK_STALE_TIMESTAMP);
    released(&schema, &rows);
}

static imhook_payload payload_of(const char *text)
{
    imhook_payload payload;
    payload.data = (const uint8_t *)text;
    payload.len = text == NULL ? 0 : strlen(text);
    return payload;
}

/* More rows than a byte has bits, and a text that only some have. */
static void of_payloads(const imhook_receiver *receiver)
{
    enum { MANY = 1000 };
    imhook_payload *payloads = (imhook_payload *)need(MANY * sizeof *payloads);
    schema_t schema;
    array_t rows;
    int64_t i;

    for (i = 0; i < MANY; i++)
        payloads[i] = payload_of(i % 7 == 3 ? "{\"a\":\n1" : i % 11 == 5 ? NULL : WPS_PLAINTEXT);
    CHECK(imhook_parse_rows(receiver, payloads, MANY, &schema, &rows, NULL) == IMHOOK_OK);
    sound(&schema, &rows);
    CHECK(rows.length == MANY);
    for (i = 0; i < MANY; i++)
        CHECK(says(&schema, &rows, "raw", i, i % 7 == 3 || i % 11 == 5 ? NULL : WPS_PLAINTEXT));
    released(&schema, &rows);
    free(payloads);
}

/* A consumer may move a child away: it outlives its parent, which leaves it alone. */
static void moved(const imhook_receiver *receiver)
{
    imhook_payload payload = payload_of(WPS_PLAINTEXT);
    schema_t schema, kind;
    array_t rows, raw;
    int64_t at;

    CHECK(imhook_parse_rows(receiver, &payload, 1, &schema, &rows, NULL) == IMHOOK_OK);
    at = place(&schema, "raw");
    raw = *rows.children[at];
    rows.children[at]->release = NULL;
    kind = *schema.children[at];
    schema.children[at]->release = NULL;
    released(&schema, &rows);
    CHECK(strcmp(kind.name, "raw") == 0 && raw.length == 1);
    CHECK(memcmp(raw.buffers[2], WPS_PLAINTEXT, strlen(WPS_PLAINTEXT)) == 0);
    released(&kind, &raw);
}

static void nothing(const imhook_receiver *receiver)
{
    imhook_request request = wps_request();
    schema_t schema;
    array_t rows;

    CHECK(imhook_receive_rows(receiver, &request, 0, &schema, &rows, NULL) == IMHOOK_OK);
    typed(&schema);
    sound(&schema, &rows);
    CHECK(rows.length == 0);
    released(&schema, &rows);
    CHECK(imhook_parse_rows(receiver, NULL, 0, &schema, &rows, NULL) == IMHOOK_OK);
    sound(&schema, &rows);
    CHECK(rows.length == 0);
    released(&schema, &rows);
}

/* One refused call: what it has cleared needs no release. */
static void refused(const imhook_receiver *receiver, const imhook_payload *payloads, size_t count, int to_schema, int to_rows)
{
    imhook_request request = wps_request();
    schema_t schema;
    array_t rows;
    imhook_buf error;
    int i;

    for (i = 0; i < 3; i++) {
        const imhook_request *requests = payloads != NULL ? &request : NULL;
        memset(&schema, '#', sizeof schema);
        memset(&rows, '#', sizeof rows);
        memset(&error, '#', sizeof error);
        CHECK((i == 0 ? imhook_receive_rows(receiver, requests, count, to_schema ? &schema : NULL, to_rows ? &rows : NULL, &error)
                      : imhook_parse_rows(receiver, payloads, count, to_schema ? &schema : NULL, to_rows ? &rows : NULL,
                                          i == 1 ? &error : NULL)) == IMHOOK_INVALID_ARGUMENT);
        CHECK(!to_schema || (schema.release == NULL && schema.n_children == 0));
        CHECK(!to_rows || (rows.release == NULL && rows.length == 0));
        if (i < 2) {
            CHECK(tells(&error, IMHOOK_INVALID_ARGUMENT));
            imhook_buf_free(&error);
        }
    }
}

int main(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    imhook_payload payload = payload_of(WPS_PLAINTEXT);

    layout();
    of_requests(receiver);
    of_payloads(receiver);
    moved(receiver);
    nothing(receiver);
    refused(NULL, &payload, 1, 1, 1);
    refused(receiver, NULL, 1, 1, 1);
    refused(receiver, &payload, OVER, 1, 1);
    refused(receiver, &payload, 1, 0, 1);
    refused(receiver, &payload, 1, 1, 0);
    refused(receiver, &payload, 1, 0, 0);
    imhook_receiver_free(receiver);
    return checks_done();
}
