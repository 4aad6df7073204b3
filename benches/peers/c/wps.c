/* WPS 365: HMAC-SHA256 over the base64 ciphertext, AES-256-CBC, JSON within JSON. */

#include <inttypes.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto.h"
#include "json.h"
#include "platform.h"

enum { TOLERANCE_SECONDS = 300 };

struct keys {
    struct text app_id;
    struct mac *mac;
    struct cipher *cipher;
};

static void *keys_new(yyjson_val *credentials)
{
    struct text app_key = json_text(credentials, "app_key");
    char cipher_key[32];
    digest_hex(digest_new("MD5"), &app_key, 1, cipher_key);
    struct keys *keys = malloc(sizeof *keys);
    keys->app_id = json_text(credentials, "app_id");
    keys->mac = mac_new(app_key);
    keys->cipher = cipher_new((const uint8_t *)cipher_key, PKCS7_16);
    return keys;
}

/* The signature is base64url without padding. */
static bool verified(struct keys *keys, yyjson_val *envelope, struct text time)
{
    static const struct text colon = {":", 1};
    const struct text signed_pieces[] = {
        keys->app_id, colon, json_text(envelope, "topic"), colon, json_text(envelope, "nonce"), colon, time, colon,
        json_text(envelope, "encrypted_data"),
    };
    uint8_t mac[32];
    char expected[45];
    if (!mac_sign(keys->mac, signed_pieces, sizeof signed_pieces / sizeof *signed_pieces, mac))
        return false;
    EVP_EncodeBlock((uint8_t *)expected, mac, sizeof mac);
    for (size_t i = 0; i < 43; i++)
        expected[i] = expected[i] == '+' ? '-' : expected[i] == '/' ? '_' : expected[i];
    struct text signature = json_text(envelope, "signature");
    return signature.len == 43 && CRYPTO_memcmp(signature.start, expected, 43) == 0;
}

/* The plaintext, with room for yyjson to parse it in place; the caller frees it. */
static char *decrypted(struct keys *keys, yyjson_val *envelope, size_t *len)
{
    struct text nonce = json_text(envelope, "nonce"), data = json_text(envelope, "encrypted_data");
    if (nonce.len < 16 || data.len < 4 || data.len % 4 != 0)
        return NULL;
    uint8_t *ciphertext = malloc(data.len / 4 * 3);
    int ciphertext_len = EVP_DecodeBlock(ciphertext, (const uint8_t *)data.start, (int)data.len);
    for (size_t i = 1; i <= 2; i++)
        ciphertext_len -= data.start[data.len - i] == '='; /* which OpenSSL counts as bytes */
    char *plaintext = malloc(data.len + YYJSON_PADDING_SIZE);
    int plaintext_len = -1;
    if (ciphertext_len > 0)
        plaintext_len =
            cipher_decrypt(keys->cipher, (const uint8_t *)nonce.start, ciphertext, ciphertext_len, (uint8_t *)plaintext);
    free(ciphertext);
    if (plaintext_len < 0) {
        free(plaintext);
        return NULL;
    }
    memset(plaintext + plaintext_len, 0, YYJSON_PADDING_SIZE);
    *len = (size_t)plaintext_len;
    return plaintext;
}

/* The texts of a rich text's elements, one line each, in `lines`, which has room for them. */
static size_t write_lines(yyjson_val *elements, char *lines)
{
    char *end = lines;
    size_t index, last, child_index, child_last;
    yyjson_val *line, *child;
    yyjson_arr_foreach(elements, index, last, line) {
        if (index > 0)
            *end++ = '\n';
        yyjson_arr_foreach(yyjson_obj_get(line, "elements"), child_index, child_last, child) {
            struct text text = json_text(yyjson_obj_get(child, "style_text_content"), "text");
            memcpy(end, text.start, text.len);
            end += text.len;
        }
    }
    return (size_t)(end - lines);
}

static bool parse(char *plaintext, size_t len, handle_message *handle)
{
    yyjson_doc *document = yyjson_read_opts(plaintext, len, YYJSON_READ_INSITU, NULL, NULL);
    yyjson_val *root = yyjson_doc_get_root(document);
    if (root == NULL)
        return false;
    yyjson_val *message = yyjson_obj_get(root, "message"), *content = yyjson_obj_get(message, "content");
    yyjson_val *elements = yyjson_obj_get(yyjson_obj_get(content, "rich_text"), "elements");
    struct message found = {
        .sender = json_text(yyjson_obj_get(root, "sender"), "id"),
        .conversation = json_text(yyjson_obj_get(root, "chat"), "id"),
        .id = json_text(message, "id"),
        .content = json_text(yyjson_obj_get(content, "text"), "content"),
        .time_ms = json_int(root, "send_time"),
    };
    char *lines = NULL;
    if (elements != NULL) {
        lines = malloc(len);
        found.content = (struct text){lines, write_lines(elements, lines)};
    }
    handle(&found);
    free(lines);
    yyjson_doc_free(document);
    return true;
}

static bool receive_envelope(struct keys *keys, yyjson_val *envelope, int64_t now_ms, handle_message *handle)
{
    char time[24];
    int64_t seconds = json_int(envelope, "time");
    int time_len = snprintf(time, sizeof time, "%" PRId64, seconds);
    if (!verified(keys, envelope, (struct text){time, (size_t)time_len}))
        return false;
    if (llabs(now_ms / 1000 - seconds) > TOLERANCE_SECONDS)
        return false;
    size_t len;
    char *plaintext = decrypted(keys, envelope, &len);
    if (plaintext == NULL)
        return false;
    bool done = parse(plaintext, len, handle);
    free(plaintext);
    return done;
}

static bool receive_callback(void *keys, const struct callback *callback, handle_message *handle)
{
    yyjson_doc *document = yyjson_read(callback->body.start, callback->body.len, 0);
    bool done = document != NULL && receive_envelope(keys, yyjson_doc_get_root(document), callback->now_ms, handle);
    yyjson_doc_free(document);
    return done;
}

const struct platform wps = {"wps", keys_new, receive_callback};
