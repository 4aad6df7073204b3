/* Easemob: MD5 over callId, secret and timestamp; the message in the clear. */

#include <inttypes.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>

#include "crypto.h"
#include "json.h"
#include "platform.h"

struct keys {
    struct text secret;
    struct digest *md5;
};

static void *keys_new(yyjson_val *credentials)
{
    struct keys *keys = malloc(sizeof *keys);
    keys->secret = json_text(credentials, "secret");
    keys->md5 = digest_new("MD5");
    return keys;
}

static bool verified(struct keys *keys, yyjson_val *root)
{
    char time[24], expected[32];
    int time_len = snprintf(time, sizeof time, "%" PRId64, json_int(root, "timestamp"));
    const struct text signed_pieces[] = {json_text(root, "callId"), keys->secret, {time, (size_t)time_len}};
    struct text security = json_text(root, "security");
    return digest_hex(keys->md5, signed_pieces, 3, expected) && security.len == sizeof expected
        && CRYPTO_memcmp(security.start, expected, sizeof expected) == 0;
}

static bool receive_callback(void *keys, const struct callback *callback, handle_message *handle)
{
    yyjson_doc *document = yyjson_read(callback->body.start, callback->body.len, 0);
    yyjson_val *root = yyjson_doc_get_root(document);
    bool done = root != NULL && verified(keys, root);
    if (done) {
        yyjson_val *bodies = yyjson_obj_get(yyjson_obj_get(root, "payload"), "bodies");
        handle(&(struct message){
            .sender = json_text(root, "from"),
            .conversation = json_text(root, "group_id"),
            .id = json_text(root, "msg_id"),
            .content = json_text(yyjson_arr_get_first(bodies), "msg"),
            .time_ms = json_int(root, "timestamp"),
        });
    }
    yyjson_doc_free(document);
    return done;
}

const struct platform easemob = {"easemob", keys_new, receive_callback};
