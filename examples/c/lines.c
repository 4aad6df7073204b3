/* Parses stored records, one JSON object a line: deliveries come out as NDJSON, in the same order. */
#include <stdlib.h>
#include <string.h>

#include "example.h"

static const char usage[] =
    "usage: lines CONFIG [RECORDS]\n"
    "Prints a delivery, or the error, for every record that stands on a line of RECORDS or standard input.\n";

static int parse(const imhook_receiver *receiver, const char *records, size_t len)
{
    imhook_buf ndjson, error;
    int32_t status = imhook_parse_lines(receiver, (const uint8_t *)records, len, 1, &ndjson, &error);

    if (status == IMHOOK_OK)
        fwrite(ndjson.data, 1, ndjson.len, stdout);
    else
        print_error("not parsed", status, &error);
    imhook_buf_free(&ndjson);
    imhook_buf_free(&error);
    return status == IMHOOK_OK && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    imhook_receiver *receiver;
    char *records;
    size_t len;
    int code = EXIT_FAILURE;

    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    if (argc < 2 || argc > 3) {
        fputs(usage, stderr);
        return 2;
    }
    receiver = open_receiver(argv[1]);
    if (receiver == NULL)
        return EXIT_FAILURE;
    records = read_file(argc == 3 ? argv[2] : NULL, &len);
    if (records != NULL)
        code = parse(receiver, records, len);
    free(records);
    imhook_receiver_free(receiver);
    return code;
}
