/* A batch gives, line by line, what its inputs give one by one; a bad one costs only its own line. */
#include "wps.h"

enum { COUNT = 40 };

static const uint32_t thread_counts[] = {0, 1, 2, 8, 1000};

/* Appends what one call gave, its result or else its error, as a line; takes both buffers over. */
static void append_line(char **text, imhook_buf *out, imhook_buf *error)
{
    const imhook_buf *line = out->data != NULL ? out : error;
    size_t len = strlen(*text);
    char *longer = (char *)need(len + line->len + 2);

    memcpy(longer, *text, len);
    if (line->len > 0)
        memcpy(longer + len, line->data, line->len);
    strcpy(longer + len + line->len, "\n");
    free(*text);
    *text = longer;
    imhook_buf_free(out);
    imhook_buf_free(error);
}

static char *empty_text(void)
{
    char *text = (char *)need(1);
    *text = '\0';
    return text;
}

/* One line per input; whether the last one ends in LF is left open. */
static int same_lines(const imhook_buf *ndjson, const char *want)
{
    size_t len = strlen(want);
    return well_formed(ndjson) && (ndjson->len == len || ndjson->len + 1 == len) && memcmp(ndjson->data, want, ndjson->len) == 0;
}

static void requests(const imhook_receiver *receiver)
{
    imhook_request request[COUNT];
    char *body[COUNT], *want = empty_text(), payload[200];
    imhook_buf out, error;
    size_t i, failures = 0;

    for (i = 0; i < COUNT; i++) {
        snprintf(payload, sizeof payload,
                 "{\"chat\":{\"id\":\"c\",\"type\":\"group\"},\"message\":{\"id\":\"m%u\",\"type\":\"text\","
                 "\"content\":{\"text\":{\"content\":\"%*s\"}}}}",
                 (unsigned)i, (int)i, "");
        body[i] = seal_body(receiver, payload);
        request[i] = request_of(body[i], 0);
        if (i % 5 == 3)
            request[i].body_len -= i;
        if (i % 11 == 7)
            request[i].body = NULL;
        failures += imhook_receive(receiver, &request[i], &out, &error) != IMHOOK_OK;
        append_line(&want, &out, &error);
    }
    CHECK(failures > 0 && failures < COUNT);
    for (i = 0; i < sizeof thread_counts / sizeof *thread_counts; i++) {
        CHECK(imhook_receive_batch(receiver, request, COUNT, thread_counts[i], &out, &error) == IMHOOK_OK);
        CHECK(empty(&error) && same_lines(&out, want));
        imhook_buf_free(&out);
        imhook_buf_free(&error);
    }
    for (i = 0; i < COUNT; i++)
        free(body[i]);
    free(want);
}

static void lines(const imhook_receiver *receiver)
{
    static const char *const line[] = {
        WPS_PLAINTEXT,
        "not JSON",
        "{\"topic\":\"kso.app_chat\",\"operation\":\"create\",\"payload\":{\"chat_id\":\"1\"}}",
        "[]",
        "{\"topic\":\"kso.new\",\"operation\":\"thing\",\"payload\":{}}",
    };
    static const char *const end[] = {"\n", "\r\n", "\n\r\n", "\n\n", ""};
    char *want = empty_text(), input[2000] = "";
    imhook_buf out, error;
    size_t i, failures = 0;

    for (i = 0; i < sizeof line / sizeof *line; i++) {
        strcat(strcat(input, line[i]), end[i]);
        failures += imhook_parse(receiver, (const uint8_t *)line[i], strlen(line[i]), &out, &error) != IMHOOK_OK;
        append_line(&want, &out, &error);
    }
    CHECK(failures == 2);
    for (i = 0; i < sizeof thread_counts / sizeof *thread_counts; i++) {
        CHECK(imhook_parse_lines(receiver, (const uint8_t *)input, strlen(input), thread_counts[i], &out, &error) == IMHOOK_OK);
        CHECK(empty(&error) && same_lines(&out, want));
        imhook_buf_free(&out);
        imhook_buf_free(&error);
    }
    free(want);
}

int main(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    requests(receiver);
    lines(receiver);
    imhook_receiver_free(receiver);
    return checks_done();
}
