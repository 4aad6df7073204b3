/* Plays the platform: seals a callback from a specification and prints it as an HTTP request. */
#include <stdlib.h>

#include "example.h"

static const char usage[] =
    "usage: seal CONFIG [SPEC]\n"
    "Prints the HTTP request that the platform would send for the specification read from SPEC or standard input.\n";

static void print_request(const char *sealed)
{
    const char *headers = json_get(sealed, "headers");
    const char *name = headers != NULL ? json_first(headers) : NULL;

    print_member(stdout, sealed, "method", "", " ");
    print_member(stdout, sealed, "target", "", " HTTP/1.1\r\n");
    for (; name != NULL; name = json_next(json_value(name))) {
        int len = (int)(json_string_end(name) - name) - 2;
        printf("%.*s", len, name + 1);
        print_member(stdout, headers, name + 1, ": ", "\r\n");
    }
    print_member(stdout, sealed, "body", "\r\n", "");
}

static int seal(const imhook_receiver *receiver, const char *spec, size_t len)
{
    imhook_buf sealed, error;
    int32_t status = imhook_seal(receiver, (const uint8_t *)spec, len, &sealed, &error);

    if (status == IMHOOK_OK)
        print_request((const char *)sealed.data);
    else
        print_error("not sealed", status, &error);
    imhook_buf_free(&sealed);
    imhook_buf_free(&error);
    return status == IMHOOK_OK && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    imhook_receiver *receiver;
    char *spec;
    size_t len;
    int code = EXIT_FAILURE;

    if (argc < 2 || argc > 3 || argv[1][0] == '-') {
        fputs(usage, stderr);
        return 2;
    }
    receiver = open_receiver(argv[1]);
    if (receiver == NULL)
        return EXIT_FAILURE;
    spec = read_file(argc == 3 ? argv[2] : NULL, &len);
    if (spec != NULL)
        code = seal(receiver, spec, len);
    free(spec);
    imhook_receiver_free(receiver);
    return code;
}
