/* WeCom: SHA-1 over the sorted pieces, AES-256-CBC, XML within XML (libxml2). */

#include <inttypes.h>
#include <libxml/parser.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "crypto.h"
#include "json.h"
#include "platform.h"

enum {
    TOLERANCE_SECONDS = 300,
    RANDOM = 16, /* bytes before the length of the message */
    HEAD = RANDOM + 4,
    XML_OPTIONS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA,
};

struct keys {
    struct text token, receive_id;
    uint8_t iv[16];
    struct digest *sha1;
    struct cipher *cipher;
};

static void *keys_new(yyjson_val *credentials)
{
    uint8_t encoded[45] = {0}, key[33];
    struct keys *keys = malloc(sizeof *keys);
    keys->token = json_text(credentials, "token");
    keys->receive_id = json_text(credentials, "receive_id");
    memcpy(encoded, json_text(credentials, "encoding_aes_key").start, 43);
    encoded[43] = '=';
    EVP_DecodeBlock(key, encoded, 44);
    memcpy(keys->iv, key, sizeof keys->iv);
    keys->sha1 = digest_new("SHA1");
    keys->cipher = cipher_new(key, NO_PADDING);
    return keys;
}

/* A parameter of the query. The values that WeCom sends need no decoding. */
static struct text parameter(struct text target, const char *name)
{
    const char *found = strstr(target.start, name);
    if (found == NULL)
        return (struct text){"", 0};
    found += strlen(name);
    return (struct text){found, strcspn(found, "&")};
}

/* The text of a child of the root, which libxml2 owns. */
static struct text child(xmlDoc *document, const char *name)
{
    xmlNode *root = xmlDocGetRootElement(document);
    for (xmlNode *node = root == NULL ? NULL : root->children; node != NULL; node = node->next)
        if (xmlStrEqual(node->name, (const xmlChar *)name) && node->children != NULL) {
            const char *text = (const char *)node->children->content;
            return (struct text){text, strlen(text)};
        }
    return (struct text){"", 0};
}

static int compare(const void *left, const void *right)
{
    const struct text *a = left, *b = right;
    int order = memcmp(a->start, b->start, a->len < b->len ? a->len : b->len);
    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static bool verified(struct keys *keys, const struct callback *callback, struct text encrypted)
{
    struct text time = parameter(callback->target, "timestamp="), signature = parameter(callback->target, "msg_signature=");
    struct text pieces[] = {keys->token, time, parameter(callback->target, "nonce="), encrypted};
    char expected[40];
    qsort(pieces, 4, sizeof *pieces, compare);
    return digest_hex(keys->sha1, pieces, 4, expected) && signature.len == sizeof expected
        && CRYPTO_memcmp(signature.start, expected, sizeof expected) == 0
        && llabs(callback->now_ms / 1000 - strtoll(time.start, NULL, 10)) <= TOLERANCE_SECONDS;
}

/* The message within the plaintext: random bytes, length, message, receive id, padding. */
static bool unwrapped(struct keys *keys, const uint8_t *plaintext, int len, struct text *message)
{
    if (len < HEAD || plaintext[len - 1] < 1 || plaintext[len - 1] > 32)
        return false;
    size_t rest = (size_t)len - HEAD - plaintext[len - 1];
    const uint8_t *size = plaintext + RANDOM;
    size_t message_len = (size_t)size[0] << 24 | (size_t)size[1] << 16 | (size_t)size[2] << 8 | size[3];
    if (message_len > rest || rest - message_len != keys->receive_id.len
        || memcmp(plaintext + HEAD + message_len, keys->receive_id.start, keys->receive_id.len) != 0)
        return false;
    *message = (struct text){(const char *)plaintext + HEAD, message_len};
    return true;
}

static bool parse(struct text xml, handle_message *handle)
{
    xmlDoc *document = xmlReadMemory(xml.start, (int)xml.len, NULL, NULL, XML_OPTIONS);
    if (document == NULL)
        return false;
    handle(&(struct message){
        .sender = child(document, "FromUserName"),
        .conversation = {"", 0},
        .id = child(document, "MsgId"),
        .content = child(document, "Content"),
        .time_ms = 1000 * strtoll(child(document, "CreateTime").start, NULL, 10),
    });
    xmlFreeDoc(document);
    return true;
}

static bool decrypt_and_parse(struct keys *keys, struct text encrypted, handle_message *handle)
{
    if (encrypted.len == 0 || encrypted.len % 4 != 0)
        return false;
    uint8_t *ciphertext = malloc(encrypted.len / 4 * 3), *plaintext = malloc(encrypted.len);
    int len = EVP_DecodeBlock(ciphertext, (const uint8_t *)encrypted.start, (int)encrypted.len);
    for (size_t i = 1; i <= 2; i++)
        len -= encrypted.start[encrypted.len - i] == '='; /* which OpenSSL counts as bytes */
    len = cipher_decrypt(keys->cipher, keys->iv, ciphertext, len, plaintext);
    struct text message;
    bool done = unwrapped(keys, plaintext, len, &message) && parse(message, handle);
    free(ciphertext);
    free(plaintext);
    return done;
}

static bool receive_callback(void *keys, const struct callback *callback, handle_message *handle)
{
    xmlDoc *envelope = xmlReadMemory(callback->body.start, (int)callback->body.len, NULL, NULL, XML_OPTIONS);
    struct text encrypted = child(envelope, "Encrypt");
    bool done = verified(keys, callback, encrypted) && decrypt_and_parse(keys, encrypted, handle);
    xmlFreeDoc(envelope);
    return done;
}

const struct platform wecom_kf = {"wecom_kf", keys_new, receive_callback};
