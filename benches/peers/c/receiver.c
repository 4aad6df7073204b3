/* The receiver of the OpenSSL peers: picks the platform that the configuration names. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "platform.h"

struct receiver {
    const struct platform *platform;
    void *keys;
};

struct receiver *receiver_new(const struct callback *callback, const char *how)
{
    (void)how;
    static const struct platform *const platforms[] = {&wps, &wecom_kf, &easemob, &wecom_archive};
    yyjson_doc *config = yyjson_read(callback->config.start, callback->config.len, 0);
    yyjson_val *root = yyjson_doc_get_root(config);
    for (size_t i = 0; i < sizeof platforms / sizeof *platforms; i++)
        if (yyjson_equals_str(yyjson_obj_get(root, "platform"), platforms[i]->name)) {
            struct receiver *receiver = malloc(sizeof *receiver);
            receiver->platform = platforms[i];
            receiver->keys = platforms[i]->new(yyjson_obj_get(root, "credentials"));
            return receiver; /* whose texts stay in the document */
        }
    fputs("no such platform\n", stderr);
    exit(1);
}

bool receive(struct receiver *receiver, const struct callback *callback, handle_message *handle)
{
    return receiver->platform->receive(receiver->keys, callback, handle);
}
