/* WeCom's message archive: one JSON document a line, already decrypted. */

#include <string.h>

#include "json.h"
#include "platform.h"

static void *keys_new(yyjson_val *credentials)
{
    (void)credentials;
    return NULL;
}

static struct text content(yyjson_val *root)
{
    return yyjson_equals_str(yyjson_obj_get(root, "msgtype"), "file")
        ? json_text(yyjson_obj_get(root, "file"), "filename")
        : json_text(yyjson_obj_get(root, "text"), "content");
}

static bool receive_line(struct text line, handle_message *handle)
{
    yyjson_doc *document = yyjson_read(line.start, line.len, 0);
    yyjson_val *root = yyjson_doc_get_root(document);
    if (root == NULL)
        return false;
    handle(&(struct message){
        .sender = json_text(root, "from"),
        .conversation = json_text(root, "roomid"),
        .id = json_text(root, "msgid"),
        .content = content(root),
        .time_ms = json_int(root, "msgtime"),
    });
    yyjson_doc_free(document);
    return true;
}

static bool receive_lines(void *keys, const struct callback *callback, handle_message *handle)
{
    (void)keys;
    const char *line = callback->body.start, *end = line + callback->body.len;
    while (line < end) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        if (line_end == NULL)
            line_end = end;
        if (!receive_line((struct text){line, (size_t)(line_end - line)}, handle))
            return false;
        line = line_end + 1;
    }
    return true;
}

const struct platform wecom_archive = {"wecom_archive", keys_new, receive_lines};
