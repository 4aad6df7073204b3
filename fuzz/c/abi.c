/*
 * Plays an input as a program of calls: each byte chooses a function, and what is handed to it is taken from the bytes
 * that follow. Pointers are copies of exactly their length, or NULL, or point at nothing with a length of 0, or have a
 * length that no memory has. Outputs hold rubbish on entry. What the header promises is held after every call.
 */
#include <imhook.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECEIVERS 3
#define REQUESTS 4
#define PIECES 32
#define CALLS 24

#define MUST(condition)                                                                                       \
    do {                                                                                                      \
        if (!(condition)) {                                                                                   \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition);                   \
            abort();                                                                                          \
        }                                                                                                     \
    } while (0)

struct program {
    const uint8_t *at;
    size_t left;
    /* What the current call was given, freed after it. */
    void *pieces[PIECES];
    size_t piece_count;
    /* The output of a call before: an input may be a result that the caller still owns. */
    imhook_buf kept;
    imhook_receiver *receivers[RECEIVERS];
};

/* Bytes handed to a function, and whether the header lets it read them. */
struct bytes {
    const void *data;
    size_t len;
    int is_hostile;
};

static const char *const configs[] = {
    "{\"platform\":\"wps\",\"credentials\":{\"app_id\":\"AK123456\",\"app_key\":\"sk098765\"},\"tolerance_seconds\":0}",
    "{\"platform\":\"wecom_kf\",\"credentials\":{\"token\":\"ExampleToken\",\"encoding_aes_key\":"
    "\"ExampleKeyForVectors0123456789abcdefghijklZ\",\"receive_id\":\"*\"},\"tolerance_seconds\":0}",
    "{\"platform\":\"easemob\",\"credentials\":{\"secret\":\"easemob-s3cret-one\"},\"allow_unverified\":[\"push\"]}",
    "{\"platform\":\"yach\",\"verification\":\"none\",\"format\":\"cloudevents\"}",
    "{\"platform\":\"qiwei\",\"verification\":\"none\",\"raw\":\"omit\"}",
    "{\"platform\":\"wecom_archive\"}",
};

static uint8_t take(struct program *program)
{
    if (program->left == 0) {
        return 0;
    }
    program->left--;
    return *program->at++;
}

/* A copy with nothing behind it, so that reading too far is noticed. */
static void *copy(struct program *program, const void *data, size_t len)
{
    void *piece = malloc(len == 0 ? 1 : len);
    MUST(piece != NULL && program->piece_count < PIECES);
    if (len > 0) {
        memcpy(piece, data, len);
    }
    program->pieces[program->piece_count++] = piece;
    return piece;
}

/* A length that no object has. */
static size_t hostile_length(uint8_t choice)
{
    switch (choice % 4) {
    case 0:
        return SIZE_MAX;
    case 1:
        return (size_t)PTRDIFF_MAX + 1;
    case 2:
        return SIZE_MAX / 2 + 2;
    default:
        return SIZE_MAX - 15;
    }
}

static struct bytes bytes(struct program *program)
{
    struct bytes bytes = {NULL, 0, 0};
    const uint8_t how = take(program);
    switch (how % 16) {
    case 0: /* not there */
        break;
    case 1: /* NULL with a length */
        bytes.len = how & 0x40 ? hostile_length(how >> 4) : (size_t)(1 + (how >> 4));
        bytes.is_hostile = 1;
        break;
    case 2: /* a length that nothing has */
        bytes.data = copy(program, "x", 1);
        bytes.len = hostile_length(how >> 4);
        bytes.is_hostile = 1;
        break;
    case 3: /* behind the end of an object */
        bytes.data = (const char *)copy(program, "x", 1) + 1;
        break;
    case 4: /* nowhere */
        bytes.data = (const void *)(uintptr_t)1;
        break;
    case 5: /* what an earlier call gave */
        bytes.data = program->kept.data;
        bytes.len = program->kept.len;
        break;
    default: {
        size_t len = take(program);
        if (how & 0x80) {
            len = len << 8 | take(program);
        }
        if (len > program->left || how % 16 == 15) {
            len = program->left;
        }
        bytes.data = copy(program, program->at, len);
        bytes.len = len;
        program->at += len;
        program->left -= len;
    }
    }
    return bytes;
}

static int request(struct program *program, imhook_request *request)
{
    const struct bytes method = bytes(program), target = bytes(program), headers = bytes(program), body = bytes(program);
    request->method = method.data;
    request->method_len = method.len;
    request->target = target.data;
    request->target_len = target.len;
    request->headers = headers.data;
    request->headers_len = headers.len;
    request->body = body.data;
    request->body_len = body.len;
    request->now_ms = take(program) & 1 ? INT64_MIN : 1704074400000;
    return method.is_hostile || target.is_hostile || headers.is_hostile || body.is_hostile;
}

/* A result is NULL and 0, or bytes and a NUL. */
static void well_formed(const imhook_buf *buf)
{
    if (buf->data == NULL) {
        MUST(buf->len == 0);
        return;
    }
    MUST(buf->len > 0 && buf->data[buf->len] == 0);
}

/* Every line is an object. */
static void lines_of_json(const imhook_buf *buf, int is_many)
{
    size_t at = 0;
    while (at < buf->len) {
        const uint8_t *line = buf->data + at;
        const uint8_t *end = memchr(line, '\n', buf->len - at);
        const size_t len = end == NULL ? buf->len - at : (size_t)(end - line);
        MUST((end != NULL) == is_many);
        MUST(len >= 2 && line[0] == '{' && line[len - 1] == '}');
        at += len + (end != NULL);
    }
    MUST(is_many || buf->len > 0);
}

enum output { NO_OUTPUT, TEXT, LINES, ANY_BYTES };

/* What the header promises of the end of a call. */
static void ended(int32_t status, const imhook_buf *output, enum output kind, const imhook_buf *error)
{
    MUST(status != IMHOOK_INTERNAL);
    MUST(strcmp(imhook_status_name(status), "unrecognised") != 0);
    if (output != NULL) {
        well_formed(output);
        MUST(status == IMHOOK_OK || output->data == NULL);
        if (status == IMHOOK_OK && kind != ANY_BYTES) {
            lines_of_json(output, kind == LINES);
        }
    } else {
        MUST(kind == NO_OUTPUT || status == IMHOOK_INVALID_ARGUMENT);
    }
    if (error != NULL) {
        well_formed(error);
        MUST((status == IMHOOK_OK) == (error->data == NULL));
        if (status != IMHOOK_OK) {
            lines_of_json(error, 0);
            MUST(strncmp((char *)error->data, "{\"error\":{\"status\":", 19) == 0);
            MUST(atoi((char *)error->data + 19) == status);
        }
    }
}

typedef int32_t on_request(const imhook_receiver *, const imhook_request *, imhook_buf *, imhook_buf *);
typedef int32_t on_bytes(const imhook_receiver *, const uint8_t *, size_t, imhook_buf *, imhook_buf *);

/* Where a call puts what it makes. */
struct outputs {
    imhook_buf output, error;
    imhook_buf *to_output, *to_error;
};

/* Rubbish, which a call must clear without a look at it; at times nowhere at all. */
static void prepare(struct program *program, struct outputs *outputs)
{
    const uint8_t how = take(program);
    memset(&outputs->output, 0xa5, sizeof outputs->output);
    memset(&outputs->error, 0x5a, sizeof outputs->error);
    outputs->to_output = how % 16 == 0 ? NULL : &outputs->output;
    outputs->to_error = how & 0x10 ? NULL : &outputs->error;
}

static void give_back(struct program *program, struct outputs *outputs)
{
    if (outputs->to_error != NULL) {
        imhook_buf_free(&outputs->error);
        MUST(outputs->error.data == NULL && outputs->error.len == 0);
        imhook_buf_free(&outputs->error);
    }
    if (outputs->to_output != NULL) {
        imhook_buf_free(&program->kept);
        program->kept = outputs->output;
    }
}

static const imhook_receiver *receiver(struct program *program)
{
    return program->receivers[take(program) % RECEIVERS];
}

static void call_request(struct program *program, on_request *call, enum output kind, int diagnoses)
{
    const imhook_receiver *on = receiver(program);
    imhook_request parts;
    struct outputs outputs;
    const int is_absent = take(program) % 32 == 31;
    const int is_hostile = request(program, &parts);
    prepare(program, &outputs);
    const int32_t status = call(on, is_absent ? NULL : &parts, outputs.to_output, outputs.to_error);
    ended(status, outputs.to_output, kind, outputs.to_error);
    if (on == NULL || is_absent || is_hostile) {
        MUST(status == IMHOOK_INVALID_ARGUMENT);
    } else if (diagnoses && outputs.to_output != NULL) {
        MUST(status == IMHOOK_OK);
    }
    give_back(program, &outputs);
}

static void call_bytes(struct program *program, on_bytes *call)
{
    const imhook_receiver *on = receiver(program);
    const struct bytes input = bytes(program);
    struct outputs outputs;
    prepare(program, &outputs);
    const int32_t status = call(on, input.data, input.len, outputs.to_output, outputs.to_error);
    ended(status, outputs.to_output, TEXT, outputs.to_error);
    MUST((on != NULL && !input.is_hostile) || status == IMHOOK_INVALID_ARGUMENT);
    give_back(program, &outputs);
}

static void call_lines(struct program *program)
{
    const imhook_receiver *on = receiver(program);
    const uint32_t threads = take(program) % 3;
    const struct bytes lines = bytes(program);
    struct outputs outputs;
    prepare(program, &outputs);
    const int32_t status = imhook_parse_lines(on, lines.data, lines.len, threads, outputs.to_output, outputs.to_error);
    ended(status, outputs.to_output, LINES, outputs.to_error);
    if (on == NULL || lines.is_hostile || outputs.to_output == NULL) {
        MUST(status == IMHOOK_INVALID_ARGUMENT);
    } else {
        MUST(status == IMHOOK_OK);
    }
    give_back(program, &outputs);
}

/* A bad request takes a line, never the call; a bad list is the caller's mistake. */
static void call_batch(struct program *program)
{
    const imhook_receiver *on = receiver(program);
    const uint32_t threads = take(program) % 3;
    const uint8_t how = take(program);
    imhook_request requests[REQUESTS];
    struct outputs outputs;
    size_t count = how % (REQUESTS + 1), index, lines = 0;
    for (index = 0; index < count; index++) {
        request(program, &requests[index]);
    }
    /* Exactly so many, so that reading one more is noticed. */
    const imhook_request *list = copy(program, requests, count * sizeof *requests);
    const int is_hostile = (how & 0x70) == 0x70;
    if (is_hostile) {
        list = how & 0x80 ? list : NULL;
        count = how & 0x80 ? hostile_length(how) : count + 1;
    }
    prepare(program, &outputs);
    const int32_t status = imhook_receive_batch(on, list, count, threads, outputs.to_output, outputs.to_error);
    ended(status, outputs.to_output, LINES, outputs.to_error);
    if (on == NULL || is_hostile || outputs.to_output == NULL) {
        MUST(status == IMHOOK_INVALID_ARGUMENT);
    } else {
        MUST(status == IMHOOK_OK);
        for (index = 0; index < outputs.output.len; index++) {
            lines += outputs.output.data[index] == '\n';
        }
        MUST(lines == count);
    }
    give_back(program, &outputs);
}

/* Either both are made, and each is given back by its own release, or neither is. */
static void call_rows(struct program *program)
{
    const imhook_receiver *on = receiver(program);
    const uint8_t how = take(program);
    imhook_request requests[REQUESTS];
    imhook_payload payloads[REQUESTS];
    struct ArrowSchema schema, *to_schema = how & 0x40 ? NULL : &schema;
    struct ArrowArray rows, *to_rows = how & 0x20 ? NULL : &rows;
    struct outputs outputs;
    int32_t status;
    size_t count = how % (REQUESTS + 1), index;
    for (index = 0; index < count; index++) {
        if (how & 0x80) {
            request(program, &requests[index]);
        } else {
            const struct bytes payload = bytes(program);
            payloads[index].data = payload.data;
            payloads[index].len = payload.len;
        }
    }
    memset(&schema, 0xa5, sizeof schema);
    memset(&rows, 0xa5, sizeof rows);
    prepare(program, &outputs);
    if (how & 0x80) {
        const imhook_request *list = copy(program, requests, count * sizeof *requests);
        status = imhook_receive_rows(on, list, count, to_schema, to_rows, outputs.to_error);
    } else {
        const imhook_payload *list = copy(program, payloads, count * sizeof *payloads);
        status = imhook_parse_rows(on, list, count, to_schema, to_rows, outputs.to_error);
    }
    ended(status, NULL, NO_OUTPUT, outputs.to_error);
    const int is_made = on != NULL && to_schema != NULL && to_rows != NULL;
    MUST(status == (is_made ? IMHOOK_OK : IMHOOK_INVALID_ARGUMENT));
    if (to_schema != NULL) {
        MUST((schema.release != NULL) == is_made);
    }
    if (to_rows != NULL) {
        MUST((rows.release != NULL) == is_made);
    }
    if (is_made) {
        MUST(rows.length >= (int64_t)count && rows.n_children == schema.n_children);
        schema.release(&schema);
        rows.release(&rows);
        MUST(schema.release == NULL && rows.release == NULL);
    }
    outputs.to_output = NULL;
    give_back(program, &outputs);
}

static void make_receiver(struct program *program)
{
    imhook_receiver **slot = &program->receivers[take(program) % RECEIVERS];
    const uint8_t how = take(program);
    struct bytes config;
    struct outputs outputs;
    if (how < 128) {
        const char *text = configs[how % (sizeof configs / sizeof *configs)];
        config.len = strlen(text);
        config.data = copy(program, text, config.len);
        config.is_hostile = 0;
    } else {
        config = bytes(program);
    }
    prepare(program, &outputs);
    imhook_receiver_free(*slot);
    *slot = (imhook_receiver *)(uintptr_t)0xa5a5;
    const int is_nowhere = take(program) % 16 == 15;
    const int32_t status = imhook_receiver_new(config.data, config.len, is_nowhere ? NULL : slot, outputs.to_error);
    ended(status, NULL, NO_OUTPUT, outputs.to_error);
    if (is_nowhere) {
        *slot = NULL;
    }
    if (config.is_hostile || is_nowhere) {
        MUST(status == IMHOOK_INVALID_ARGUMENT);
    }
    MUST(status == IMHOOK_OK || status == IMHOOK_INVALID_CONFIG || status == IMHOOK_INVALID_ARGUMENT);
    MUST((status == IMHOOK_OK) == (*slot != NULL));
    outputs.to_output = NULL;
    give_back(program, &outputs);
}

static void step(struct program *program)
{
    switch (take(program) % 17) {
    case 0:
    case 1:
        make_receiver(program);
        break;
    case 2: {
        imhook_receiver **slot = &program->receivers[take(program) % RECEIVERS];
        imhook_receiver_free(*slot);
        *slot = NULL;
        break;
    }
    case 3:
    case 4:
        call_request(program, imhook_receive, TEXT, 0);
        break;
    case 5:
        call_request(program, imhook_verify, TEXT, 0);
        break;
    case 6:
        call_request(program, imhook_decrypt, ANY_BYTES, 0);
        break;
    case 7:
    case 8:
        call_request(program, imhook_diagnose, TEXT, 1);
        break;
    case 9:
    case 10:
        call_bytes(program, imhook_parse);
        break;
    case 11:
        call_bytes(program, imhook_seal);
        break;
    case 12:
        call_lines(program);
        break;
    case 13:
        call_batch(program);
        break;
    case 14: {
        const int32_t status = (int32_t)((uint32_t)take(program) << 24 | (uint32_t)take(program) << 8 | take(program));
        MUST(imhook_status_name(status) != NULL && *imhook_status_name(status) != '\0');
        MUST(imhook_version() != NULL && imhook_abi_version() == IMHOOK_ABI_VERSION);
        break;
    }
    case 15:
        call_rows(program);
        break;
    default:
        imhook_buf_free(&program->kept);
        MUST(program->kept.data == NULL && program->kept.len == 0);
        imhook_buf_free(NULL);
        imhook_receiver_free(NULL);
    }
    while (program->piece_count > 0) {
        free(program->pieces[--program->piece_count]);
    }
}

void imhook_fuzz_abi(const uint8_t *input, size_t len);

void imhook_fuzz_abi(const uint8_t *input, size_t len)
{
    struct program program = {0};
    size_t calls = 0, index;
    program.at = input;
    program.left = len;
    while (program.left > 0 && calls++ < CALLS) {
        step(&program);
    }
    imhook_buf_free(&program.kept);
    for (index = 0; index < RECEIVERS; index++) {
        imhook_receiver_free(program.receivers[index]);
    }
}
