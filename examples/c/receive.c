/* Turns one recorded HTTP request into its delivery: verified, decrypted, one line of JSON. */
#include <stdlib.h>
#include <string.h>

#include "example.h"

static const char usage[] =
    "usage: receive [--now MS] CONFIG [REQUEST]\n"
    "Prints the delivery of an HTTP request (head, blank line, body) read from REQUEST or standard input.\n"
    "  --now MS   judge freshness by this Unix time in milliseconds, not by the clock\n";

/* Points a request at the parts of an HTTP message; nothing is copied. Returns whether the text is one. */
static int split(const char *text, size_t len, imhook_request *request)
{
    const char *end = text + len, *line = text, *space, *next;

    next = (const char *)memchr(text, '\n', len);
    space = next != NULL ? (const char *)memchr(text, ' ', (size_t)(next - text)) : NULL;
    if (space == NULL)
        return 0;
    request->method = text;
    request->method_len = (size_t)(space - text);
    request->target = space + 1;
    request->target_len = strcspn(space + 1, " \r\n");

    request->headers = next + 1;
    for (line = next + 1; (next = (const char *)memchr(line, '\n', (size_t)(end - line))) != NULL; line = next + 1) {
        if (next == line || (next == line + 1 && *line == '\r')) {
            request->headers_len = (size_t)(line - request->headers);
            request->body = (const uint8_t *)(next + 1);
            request->body_len = (size_t)(end - (next + 1));
            return 1;
        }
    }
    return 0;
}

static int receive(const imhook_receiver *receiver, const imhook_request *request)
{
    imhook_buf delivery, error;
    int32_t status = imhook_receive(receiver, request, &delivery, &error);

    if (status == IMHOOK_OK)
        printf("%s\n", (const char *)delivery.data);
    else
        print_error("refused", status, &error);
    imhook_buf_free(&delivery);
    imhook_buf_free(&error);
    return status == IMHOOK_OK && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    imhook_request request;
    imhook_receiver *receiver;
    char *text, *rest;
    size_t len;
    int code = EXIT_FAILURE;

    memset(&request, 0, sizeof request);
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    if (argc > 2 && strcmp(argv[1], "--now") == 0) {
        request.now_ms = strtoll(argv[2], &rest, 10);
        if (request.now_ms <= 0 || *rest != '\0') {
            fputs("--now takes a Unix time in milliseconds\n", stderr);
            return 2;
        }
        argc -= 2;
        argv += 2;
    }
    if (argc < 2 || argc > 3) {
        fputs(usage, stderr);
        return 2;
    }

    receiver = open_receiver(argv[1]);
    if (receiver == NULL)
        return EXIT_FAILURE;
    text = read_file(argc == 3 ? argv[2] : NULL, &len);
    if (text != NULL && split(text, len, &request))
        code = receive(receiver, &request);
    else if (text != NULL)
        fputs("expected an HTTP request: a request line, header lines, a blank line, the body\n", stderr);
    free(text);
    imhook_receiver_free(receiver);
    return code;
}
