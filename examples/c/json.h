/* A reader of trusted JSON: a cursor is a pointer into NUL-terminated text, and NULL when there is nothing there. */
#ifndef EXAMPLE_JSON_H
#define EXAMPLE_JSON_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static inline const char *json_space(const char *p)
{
    return p + strspn(p, " \t\r\n");
}

/* Past the string whose opening quote is at p. */
static inline const char *json_string_end(const char *p)
{
    for (p++; *p != '"'; p++) {
        if (*p == '\\')
            p++;
        if (*p == '\0')
            return NULL;
    }
    return p + 1;
}

/* Past the value at p. */
static inline const char *json_end(const char *p)
{
    size_t depth = 0;
    do {
        p = json_space(p);
        if (*p == '"') {
            p = json_string_end(p);
            if (p == NULL)
                return NULL;
        } else if (*p == '{' || *p == '[') {
            depth++;
            p++;
        } else if (*p == '\0' || (depth == 0 && strchr(",:]}", *p) != NULL)) {
            return NULL;
        } else if (*p == '}' || *p == ']') {
            depth--;
            p++;
        } else if (*p == ',' || *p == ':') {
            p++;
        } else {
            p += strcspn(p, ",:[]{}\" \t\r\n");
        }
    } while (depth > 0);
    return p;
}

/* The first element of an array, or the first key of an object. */
static inline const char *json_first(const char *p)
{
    p = json_space(p + 1);
    return strchr("]}", *p) != NULL ? NULL : p;
}

/* What follows the element or the member's value at p. */
static inline const char *json_next(const char *p)
{
    p = json_end(p);
    if (p == NULL)
        return NULL;
    p = json_space(p);
    return *p == ',' ? json_space(p + 1) : NULL;
}

/* The value of the member whose key is at p. */
static inline const char *json_value(const char *p)
{
    p = json_string_end(p);
    if (p == NULL)
        return NULL;
    p = json_space(p);
    return *p == ':' ? json_space(p + 1) : NULL;
}

static inline unsigned long json_hex4(const char *p)
{
    char digits[5] = {0};
    memcpy(digits, p, 4);
    return strtoul(digits, NULL, 16);
}

/* Takes one code point of the string text at *p, escaped or as UTF-8; -1 at its end, a quote or NUL. */
static inline long json_char(const char **p)
{
    static const char escapes[] = "b\bf\fn\nr\rt\t";
    const unsigned char *s = (const unsigned char *)*p;
    if (*s == '"' || *s == '\0')
        return -1;
    if (*s == '\\' && s[1] == 'u') {
        unsigned long high = json_hex4(*p + 2), low;
        *p += 6;
        if (high < 0xD800 || high > 0xDBFF || (*p)[0] != '\\' || (*p)[1] != 'u')
            return (long)high;
        low = json_hex4(*p + 2);
        if (low < 0xDC00 || low > 0xDFFF)
            return (long)high;
        *p += 6;
        return (long)(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    }
    if (*s == '\\') {
        const char *known = strchr(escapes, s[1]);
        *p += 2;
        return known != NULL ? known[1] : s[1];
    }
    if (*s < 0x80) {
        *p += 1;
        return *s;
    }
    if (*s < 0xE0) {
        *p += 2;
        return ((s[0] & 0x1FL) << 6) | (s[1] & 0x3FL);
    }
    if (*s < 0xF0) {
        *p += 3;
        return ((s[0] & 0x0FL) << 12) | ((s[1] & 0x3FL) << 6) | (s[2] & 0x3FL);
    }
    *p += 4;
    return ((s[0] & 0x07L) << 18) | ((s[1] & 0x3FL) << 12) | ((s[2] & 0x3FL) << 6) | (s[3] & 0x3FL);
}

/* Whether two string texts, each from after its quote, say the same; plain C strings without a backslash may stand in. */
static inline int json_same_text(const char *a, const char *b)
{
    long x, y;
    do {
        x = json_char(&a);
        y = json_char(&b);
    } while (x == y && x >= 0);
    return x == y;
}

/* The value of an object's last member of that name. */
static inline const char *json_get(const char *object, const char *name)
{
    const char *found = NULL, *key, *value;
    for (key = json_first(object); key != NULL; key = json_next(value)) {
        value = json_value(key);
        if (value == NULL)
            return NULL;
        if (json_same_text(key + 1, name))
            found = value;
    }
    return found;
}

/* Decodes the string at p into UTF-8 and a NUL; out needs no more room than the string itself. Returns its length. */
static inline size_t json_decode(const char *p, char *out)
{
    char *o = out;
    long c;
    for (p++; (c = json_char(&p)) >= 0;) {
        if (c < 0x80) {
            *o++ = (char)c;
        } else if (c < 0x800) {
            *o++ = (char)(0xC0 | (c >> 6));
            *o++ = (char)(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            *o++ = (char)(0xE0 | (c >> 12));
            *o++ = (char)(0x80 | ((c >> 6) & 0x3F));
            *o++ = (char)(0x80 | (c & 0x3F));
        } else {
            *o++ = (char)(0xF0 | (c >> 18));
            *o++ = (char)(0x80 | ((c >> 12) & 0x3F));
            *o++ = (char)(0x80 | ((c >> 6) & 0x3F));
            *o++ = (char)(0x80 | (c & 0x3F));
        }
    }
    *o = '\0';
    return (size_t)(o - out);
}

#endif
