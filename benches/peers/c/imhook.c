/* imhook by its C ABI: the delivery is received and freed, and read only where the driver wants to see it. As a second
 * argument, `verify` or `decrypt` times the call that stops there. */

#include <imhook.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

struct receiver {
    imhook_receiver *native;
    int32_t (*call)(const imhook_receiver *, const imhook_request *, imhook_buf *, imhook_buf *);
    bool lines;
};

struct receiver *receiver_new(const struct callback *callback, const char *how)
{
    struct receiver *receiver = malloc(sizeof *receiver);
    imhook_buf error = {0};
    if (imhook_receiver_new(callback->config.start, callback->config.len, &receiver->native, &error) != IMHOOK_OK) {
        fprintf(stderr, "%s\n", (const char *)error.data);
        exit(1);
    }
    receiver->call = strcmp(how, "verify") == 0 ? imhook_verify : strcmp(how, "decrypt") == 0 ? imhook_decrypt : imhook_receive;
    receiver->lines = strstr(callback->config.start, "\"wecom_archive\"") != NULL;
    return receiver;
}

/* A file's name where the message is a file, else its text. */
static struct text content(yyjson_val *message)
{
    if (!yyjson_equals_str(yyjson_obj_get(message, "kind"), "file"))
        return json_text(message, "text");
    yyjson_val *segment = yyjson_arr_get_first(yyjson_obj_get(message, "segments"));
    return json_text(yyjson_obj_get(segment, "media"), "name");
}

static void read_delivery(yyjson_val *delivery, handle_message *handle)
{
    size_t index, count;
    yyjson_val *event;
    yyjson_arr_foreach(yyjson_obj_get(delivery, "events"), index, count, event) {
        yyjson_val *message = yyjson_obj_get(event, "message");
        handle(&(struct message){
            .sender = json_text(yyjson_obj_get(event, "sender"), "id"),
            .conversation = json_text(yyjson_obj_get(event, "conversation"), "id"),
            .id = json_text(message, "id"),
            .content = content(message),
            .time_ms = json_int(event, "time_ms"),
        });
    }
}

/* Reads one delivery a line. */
static void read_deliveries(const imhook_buf *deliveries, handle_message *handle)
{
    const char *text = (const char *)deliveries->data;
    size_t len = deliveries->len;
    while (len > 0) {
        yyjson_doc *document = yyjson_read_opts((char *)text, len, YYJSON_READ_STOP_WHEN_DONE, NULL, NULL);
        if (document == NULL)
            break;
        read_delivery(yyjson_doc_get_root(document), handle);
        size_t read = yyjson_doc_get_read_size(document);
        yyjson_doc_free(document);
        read += read < len && text[read] == '\n';
        text += read;
        len -= read;
    }
}

static int32_t call(struct receiver *receiver, const struct callback *callback, imhook_buf *deliveries)
{
    const uint8_t *body = (const uint8_t *)callback->body.start;
    if (receiver->lines)
        return imhook_parse_lines(receiver->native, body, callback->body.len, 1, deliveries, NULL);
    imhook_request request = {
        .target = callback->target.start,
        .target_len = callback->target.len,
        .body = body,
        .body_len = callback->body.len,
        .now_ms = callback->now_ms,
    };
    return receiver->call(receiver->native, &request, deliveries, NULL);
}

bool receive(struct receiver *receiver, const struct callback *callback, handle_message *handle)
{
    imhook_buf deliveries = {0};
    bool done = call(receiver, callback, &deliveries) == IMHOOK_OK;
    if (done && handle != ignore_message)
        read_deliveries(&deliveries, handle);
    imhook_buf_free(&deliveries);
    return done;
}
