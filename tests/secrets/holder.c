/*
 * A process that holds secrets, for run.py to look into: holder, steps on standard input.
 *
 *   new LENGTH                             makes a receiver of the configuration that follows, in so many bytes
 *   call NAME NOW TARGET HEADERS BODY      makes that call with what follows, in so many bytes each; the result is kept
 *   release                                frees what was kept
 *   free                                   frees the receiver
 *
 * Each step is answered by one line: status, address and length of the result. What a step brought in is overwritten
 * before the answer; nothing is buffered.
 */
#include <imhook.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 1 << 20 };
static char input[ROOM];

static void wipe(void)
{
    volatile char *at = input;
    for (size_t index = 0; index < ROOM; index++)
        at[index] = 0;
}

static void fill(char *to, size_t len)
{
    while (len > 0) {
        ssize_t got = read(STDIN_FILENO, to, len);
        if (got <= 0)
            exit(2);
        to += got;
        len -= (size_t)got;
    }
}

/* One line, without its end; false at the end of the input. */
static int next_line(char *line, size_t room)
{
    for (size_t at = 0; at + 1 < room; at++) {
        if (read(STDIN_FILENO, line + at, 1) != 1)
            return 0;
        if (line[at] == '\n') {
            line[at] = 0;
            return 1;
        }
    }
    return 0;
}

static int32_t call(const char *name, const imhook_receiver *receiver, const imhook_request *request, imhook_buf *out,
                    imhook_buf *error)
{
    if (strcmp(name, "receive") == 0)
        return imhook_receive(receiver, request, out, error);
    if (strcmp(name, "verify") == 0)
        return imhook_verify(receiver, request, out, error);
    if (strcmp(name, "decrypt") == 0)
        return imhook_decrypt(receiver, request, out, error);
    if (strcmp(name, "diagnose") == 0)
        return imhook_diagnose(receiver, request, out, error);
    if (strcmp(name, "seal") == 0)
        return imhook_seal(receiver, request->body, request->body_len, out, error);
    if (strcmp(name, "receive_batch") == 0) {
        imhook_request requests[64];
        for (size_t index = 0; index < 64; index++)
            requests[index] = *request;
        return imhook_receive_batch(receiver, requests, 64, 4, out, error);
    }
    exit(2);
}

int main(void)
{
    imhook_receiver *receiver = NULL;
    imhook_buf out = {0}, error = {0};
    char line[256], name[16];
    while (next_line(line, sizeof line)) {
        int32_t status = 0;
        size_t config_len, target_len, headers_len, body_len;
        long long now_ms;
        if (sscanf(line, "new %zu", &config_len) == 1 && config_len <= ROOM) {
            fill(input, config_len);
            status = imhook_receiver_new(input, config_len, &receiver, &error);
        } else if (sscanf(line, "call %15s %lld %zu %zu %zu", name, &now_ms, &target_len, &headers_len, &body_len) == 5 &&
                   target_len + headers_len + body_len <= ROOM) {
            fill(input, target_len + headers_len + body_len);
            const char *headers = input + target_len, *body = headers + headers_len;
            imhook_request request = {NULL, 0, input, target_len, headers, headers_len, (const uint8_t *)body, body_len, now_ms};
            status = call(name, receiver, &request, &out, &error);
        } else if (strcmp(line, "release") == 0) {
            imhook_buf_free(&out);
        } else if (strcmp(line, "free") == 0) {
            imhook_receiver_free(receiver);
            receiver = NULL;
        } else {
            return 2;
        }
        wipe();
        imhook_buf_free(&error);
        char answer[80];
        int len = snprintf(answer, sizeof answer, "%d %zu %zu\n", (int)status, (size_t)out.data, out.len);
        if (write(STDOUT_FILENO, answer, (size_t)len) != len)
            return 2;
    }
    return 0;
}
