/* OpenSSL as a careful user has it: algorithms are fetched and keys are set up once, contexts are kept. */

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdlib.h>

#include "crypto.h"
#include "hex.h"

struct mac {
    EVP_MAC_CTX *context;
};

struct mac *mac_new(struct text key)
{
    struct mac *mac = malloc(sizeof *mac);
    mac->context = EVP_MAC_CTX_new(EVP_MAC_fetch(NULL, "HMAC", NULL));
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA256", 0),
        OSSL_PARAM_construct_end(),
    };
    EVP_MAC_init(mac->context, (const uint8_t *)key.start, key.len, parameters);
    return mac;
}

bool mac_sign(struct mac *mac, const struct text *pieces, size_t count, uint8_t signature[32])
{
    size_t len;
    if (!EVP_MAC_init(mac->context, NULL, 0, NULL)) /* no key: the same one again */
        return false;
    for (size_t i = 0; i < count; i++)
        EVP_MAC_update(mac->context, (const uint8_t *)pieces[i].start, pieces[i].len);
    return EVP_MAC_final(mac->context, signature, &len, 32);
}

struct cipher {
    EVP_CIPHER_CTX *context;
};

struct cipher *cipher_new(const uint8_t key[32], enum padding padding)
{
    struct cipher *cipher = malloc(sizeof *cipher);
    cipher->context = EVP_CIPHER_CTX_new();
    EVP_DecryptInit_ex2(cipher->context, EVP_CIPHER_fetch(NULL, "AES-256-CBC", NULL), key, NULL, NULL);
    EVP_CIPHER_CTX_set_padding(cipher->context, padding == PKCS7_16);
    return cipher;
}

int cipher_decrypt(struct cipher *cipher, const uint8_t iv[16], const uint8_t *bytes, int len, uint8_t *plaintext)
{
    int first, last;
    if (!EVP_DecryptInit_ex2(cipher->context, NULL, NULL, iv, NULL)
        || !EVP_DecryptUpdate(cipher->context, plaintext, &first, bytes, len)
        || !EVP_DecryptFinal_ex(cipher->context, plaintext + first, &last))
        return -1;
    return first + last;
}

struct digest {
    EVP_MD *algorithm;
    EVP_MD_CTX *context;
};

struct digest *digest_new(const char *name)
{
    struct digest *digest = malloc(sizeof *digest);
    digest->algorithm = EVP_MD_fetch(NULL, name, NULL);
    digest->context = EVP_MD_CTX_new();
    return digest;
}

bool digest_hex(struct digest *digest, const struct text *pieces, size_t count, char *hex)
{
    uint8_t bytes[EVP_MAX_MD_SIZE];
    unsigned len;
    if (!EVP_DigestInit_ex2(digest->context, digest->algorithm, NULL))
        return false;
    for (size_t i = 0; i < count; i++)
        EVP_DigestUpdate(digest->context, pieces[i].start, pieces[i].len);
    if (!EVP_DigestFinal_ex(digest->context, bytes, &len))
        return false;
    write_hex(bytes, len, hex);
    return true;
}
