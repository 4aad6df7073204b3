/* OpenSSL as most examples show it: what is signed is put together, and each call makes its contexts anew. */

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

#include "crypto.h"
#include "hex.h"

static struct text joined(const struct text *pieces, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += pieces[i].len;
    char *start = malloc(len + 1), *end = start;
    for (size_t i = 0; i < count; i++) {
        memcpy(end, pieces[i].start, pieces[i].len);
        end += pieces[i].len;
    }
    return (struct text){start, len};
}

struct mac {
    struct text key;
};

struct mac *mac_new(struct text key)
{
    struct mac *mac = malloc(sizeof *mac);
    mac->key = key;
    return mac;
}

bool mac_sign(struct mac *mac, const struct text *pieces, size_t count, uint8_t signature[32])
{
    struct text text = joined(pieces, count);
    const struct text key = mac->key;
    bool done = HMAC(EVP_sha256(), key.start, (int)key.len, (const uint8_t *)text.start, text.len, signature, NULL) != NULL;
    free((char *)text.start);
    return done;
}

struct cipher {
    uint8_t key[32];
    enum padding padding;
};

struct cipher *cipher_new(const uint8_t key[32], enum padding padding)
{
    struct cipher *cipher = malloc(sizeof *cipher);
    memcpy(cipher->key, key, sizeof cipher->key);
    cipher->padding = padding;
    return cipher;
}

int cipher_decrypt(struct cipher *cipher, const uint8_t iv[16], const uint8_t *bytes, int len, uint8_t *plaintext)
{
    int first = 0, last = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    bool done = EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), NULL, cipher->key, iv)
        && EVP_CIPHER_CTX_set_padding(context, cipher->padding == PKCS7_16)
        && EVP_DecryptUpdate(context, plaintext, &first, bytes, len)
        && EVP_DecryptFinal_ex(context, plaintext + first, &last);
    EVP_CIPHER_CTX_free(context);
    return done ? first + last : -1;
}

struct digest {
    const EVP_MD *algorithm;
};

struct digest *digest_new(const char *name)
{
    struct digest *digest = malloc(sizeof *digest);
    digest->algorithm = EVP_get_digestbyname(name);
    return digest;
}

bool digest_hex(struct digest *digest, const struct text *pieces, size_t count, char *hex)
{
    uint8_t bytes[EVP_MAX_MD_SIZE];
    unsigned len;
    struct text text = joined(pieces, count);
    bool done = EVP_Digest(text.start, text.len, bytes, &len, digest->algorithm, NULL);
    free((char *)text.start);
    if (done)
        write_hex(bytes, len, hex);
    return done;
}
