/* receive CONFIG CALLBACK NOW_MS: prints the events of a recorded HTTP request, and the answer that its platform waits for. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loaded.h"

static struct imhook imhook;
static char config[1 << 16], message[1 << 20];

/* Reads what there is room for of a file, and adds a NUL. */
static size_t read_file(const char *path, char *into, size_t room)
{
    FILE *file = fopen(path, "rb");
    size_t len = file != NULL ? fread(into, 1, room - 1, file) : 0;

    into[len] = '\0';
    if (file != NULL)
        fclose(file);
    return len;
}

/* Points a request at the parts of a recorded one, which a server has at hand. Returns whether it has them. */
static int split(size_t len, imhook_request *request)
{
    const char *target = strchr(message, ' '), *line = strstr(message, "\r\n"), *head = strstr(message, "\r\n\r\n");

    if (target == NULL || line == NULL || head == NULL)
        return 0;
    request->method = message;
    request->method_len = (size_t)(target - message);
    request->target = target + 1;
    request->target_len = strcspn(target + 1, " \r");
    request->headers = line + 2;
    request->headers_len = (size_t)(head - line);
    request->body = (const unsigned char *)head + 4;
    request->body_len = len - (size_t)(head + 4 - message);
    return 1;
}

static const char *member(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItem(object, name));
}

static int number(const cJSON *object, const char *name)
{
    return (int)cJSON_GetNumberValue(cJSON_GetObjectItem(object, name));
}

static void print_delivery(const imhook_buf *buf)
{
    cJSON *delivery = cJSON_ParseWithLength((const char *)buf->data, buf->len);
    const cJSON *event, *reply = cJSON_GetObjectItem(delivery, "reply");

    cJSON_ArrayForEach(event, cJSON_GetObjectItem(delivery, "events")) {
        const char *words = member(cJSON_GetObjectItem(event, "message"), "text");
        printf("%s %s\n", member(event, "type"), member(event, "id"));
        if (words != NULL)
            printf("  %s\n", words);
    }
    printf("answer %d %s %s\n", number(reply, "status"), member(reply, "content_type"), member(reply, "body"));
    cJSON_Delete(delivery);
}

static void print_error(const imhook_buf *buf)
{
    cJSON *whole = cJSON_ParseWithLength((const char *)buf->data, buf->len);
    const cJSON *error = cJSON_GetObjectItem(whole, "error");

    fprintf(stderr, "refused: %s (%d)\n  %s\n", member(error, "name"), number(error, "status"), member(error, "message"));
    if (member(error, "hint") != NULL)
        fprintf(stderr, "  hint: %s\n", member(error, "hint"));
    fprintf(stderr, "answer %d\n", number(error, "http_status"));
    cJSON_Delete(whole);
}

int main(int argc, char **argv)
{
    const char *trouble = load_imhook(&imhook);
    imhook_receiver *receiver = NULL;
    imhook_request request;
    imhook_buf delivery, error;
    int status;

    memset(&request, 0, sizeof request);
    memset(&delivery, 0, sizeof delivery);
    if (trouble == NULL && argc != 4)
        trouble = "usage: receive CONFIG CALLBACK NOW_MS";
    if (trouble == NULL && !split(read_file(argv[2], message, sizeof message), &request))
        trouble = "expected a request line, header lines, a blank line, a body";
    if (trouble != NULL) {
        fprintf(stderr, "%s\n", trouble);
        return 2;
    }

    request.now_ms = atol(argv[3]);
    status = imhook.receiver_new(config, read_file(argv[1], config, sizeof config), &receiver, &error);
    if (status == 0)
        status = imhook.receive(receiver, &request, &delivery, &error);
    if (status == 0)
        print_delivery(&delivery);
    else
        print_error(&error);
    imhook.buf_free(&delivery);
    imhook.buf_free(&error);
    imhook.receiver_free(receiver);
    return status == 0 ? 0 : 1;
}
