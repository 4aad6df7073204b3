/* Lower case hexadecimal. */
#ifndef HEX_H
#define HEX_H

#include <stddef.h>
#include <stdint.h>

static inline void write_hex(const uint8_t *bytes, size_t len, char *hex)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
}

#endif
