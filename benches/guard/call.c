/*
 * One call of the library, for callgrind to count: call NAME COUNT FOLDER
 *
 * FOLDER holds config, target, headers, body and now_ms, a file each. The first call is not counted: it finds out what the
 * processor can do, and gets memory from the system. COUNT is the number of requests of a batch.
 */
#include <imhook.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

typedef struct {
    char *data;
    size_t len;
} text;

static text read_file(const char *folder, const char *name)
{
    char path[4096];
    text whole = {NULL, 0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(2);
    }
    whole.len = (size_t)ftell(file);
    whole.data = calloc(whole.len + 1, 1);
    rewind(file);
    if (!whole.data || fread(whole.data, 1, whole.len, file) != whole.len) {
        perror(path);
        exit(2);
    }
    fclose(file);
    return whole;
}

static int32_t call(const char *name, const imhook_receiver *receiver, const imhook_request *requests, size_t count,
                    imhook_buf *out, imhook_buf *error)
{
    const uint8_t *body = requests->body;
    size_t len = requests->body_len;
    if (strcmp(name, "receive") == 0)
        return imhook_receive(receiver, requests, out, error);
    if (strcmp(name, "receive_batch") == 0)
        return imhook_receive_batch(receiver, requests, count, 1, out, error);
    if (strcmp(name, "parse") == 0)
        return imhook_parse(receiver, body, len, out, error);
    if (strcmp(name, "parse_lines") == 0)
        return imhook_parse_lines(receiver, body, len, 1, out, error);
    if (strcmp(name, "verify") == 0)
        return imhook_verify(receiver, requests, out, error);
    fprintf(stderr, "no call %s\n", name);
    exit(2);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    size_t count = strtoul(argv[2], NULL, 10);
    text config = read_file(argv[3], "config"), target = read_file(argv[3], "target");
    text headers = read_file(argv[3], "headers"), body = read_file(argv[3], "body");
    int64_t now_ms = strtoll(read_file(argv[3], "now_ms").data, NULL, 10);
    imhook_buf out = {0}, error = {0};

    imhook_receiver *receiver = NULL;
    int32_t status = imhook_receiver_new(config.data, config.len, &receiver, &error);
    imhook_request *requests = calloc(count, sizeof *requests);
    for (size_t index = 0; status == IMHOOK_OK && index < count; index++) {
        imhook_request request = {NULL, 0, target.data, target.len, headers.data, headers.len,
                                  (const uint8_t *)body.data, body.len, now_ms};
        requests[index] = request;
    }
    for (int turn = 0; status == IMHOOK_OK && turn < 2; turn++) {
        imhook_buf_free(&out);
        if (turn == 1)
            CALLGRIND_TOGGLE_COLLECT;
        status = call(argv[1], receiver, requests, count, &out, &error);
        if (turn == 1)
            CALLGRIND_TOGGLE_COLLECT;
    }
    if (status != IMHOOK_OK) {
        fprintf(stderr, "%s\n", (const char *)error.data);
        return 1;
    }
    /* The figures of a batch or of lines would hold for lines that failed, too. */
    if (strstr((const char *)out.data, "{\"error\":")) {
        fprintf(stderr, "a line failed: %.300s\n", (const char *)out.data);
        return 1;
    }
    printf("%zu\n", out.len);
    return 0;
}
