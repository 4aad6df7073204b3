/* The three things that a callback needs of OpenSSL. Two files define them: with contexts that are kept, and in one shot. */
#ifndef CRYPTO_H
#define CRYPTO_H

#include "peer.h"

/* HMAC-SHA256 under one key. */
struct mac;
struct mac *mac_new(struct text key);
bool mac_sign(struct mac *mac, const struct text *pieces, size_t count, uint8_t signature[32]);

/* AES-256-CBC under one key. Gives the length of the plaintext, or -1. */
enum padding { PKCS7_16, NO_PADDING };
struct cipher;
struct cipher *cipher_new(const uint8_t key[32], enum padding padding);
int cipher_decrypt(struct cipher *cipher, const uint8_t iv[16], const uint8_t *bytes, int len, uint8_t *plaintext);

/* MD5 or SHA-1, by its name. Gives the digest in lower case hexadecimal. */
struct digest;
struct digest *digest_new(const char *name);
bool digest_hex(struct digest *digest, const struct text *pieces, size_t count, char *hex);

#endif
