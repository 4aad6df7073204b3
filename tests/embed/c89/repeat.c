/* repeat CONFIG BODY NOW_MS COUNT: receives a body that often, every other time a day too late. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loaded.h"

static struct imhook imhook;

static size_t read_file(const char *path, char *into, size_t room)
{
    FILE *file = fopen(path, "rb");
    size_t len = file != NULL ? fread(into, 1, room, file) : 0;

    if (file != NULL)
        fclose(file);
    return len;
}

int main(int argc, char **argv)
{
    static char config[1 << 16], body[1 << 20];
    imhook_receiver *receiver = NULL;
    imhook_request request;
    imhook_buf delivery, error;
    long i, count = argc == 5 ? atol(argv[4]) : 0, refused = 0;

    memset(&request, 0, sizeof request);
    if (count == 0 || load_imhook(&imhook) != NULL ||
        imhook.receiver_new(config, read_file(argv[1], config, sizeof config), &receiver, NULL) != 0)
        return 1;
    request.body_len = read_file(argv[2], body, sizeof body);
    request.body = (const unsigned char *)body;
    for (i = 0; i < count; i++) {
        request.now_ms = atol(argv[3]) + i % 2 * 86400000;
        refused += imhook.receive(receiver, &request, &delivery, &error) != 0;
        imhook.buf_free(&delivery);
        imhook.buf_free(&error);
    }
    imhook.receiver_free(receiver);
    return refused == count / 2 ? 0 : 1;
}
