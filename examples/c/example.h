/* What the example programs share: reading a file whole, and telling a person what went wrong. */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include <imhook.h>
#include <stdio.h>

#include "json.h"

/* Reads a file, or standard input when path is NULL, and adds a NUL. The caller frees it; NULL when it cannot be read. */
static inline char *read_file(const char *path, size_t *len)
{
    FILE *file = path != NULL ? fopen(path, "rb") : stdin;
    size_t room = 1 << 16;
    char *text = file != NULL ? (char *)malloc(room) : NULL;

    *len = 0;
    while (text != NULL) {
        char *larger;
        *len += fread(text + *len, 1, room - *len - 1, file);
        if (*len + 1 < room)
            break;
        room *= 2;
        larger = (char *)realloc(text, room);
        if (larger == NULL)
            free(text);
        text = larger;
    }
    if (text != NULL && ferror(file)) {
        free(text);
        text = NULL;
    }
    if (text != NULL)
        text[*len] = '\0';
    else
        fprintf(stderr, "cannot read %s\n", path != NULL ? path : "standard input");
    if (file != NULL && file != stdin)
        fclose(file);
    return text;
}

/* Writes the decoded member of an object, with words around it; nothing when there is no such member. */
static inline void print_member(FILE *out, const char *object, const char *name, const char *before, const char *after)
{
    const char *value = json_get(object, name);
    char *text = value != NULL && *value == '"' ? (char *)malloc(strlen(value)) : NULL;
    if (text != NULL) {
        json_decode(value, text);
        fprintf(out, "%s%s%s", before, text, after);
    }
    free(text);
}

/* Tells the name, message and hint of an error. */
static inline void print_error(const char *what, int32_t status, const imhook_buf *error)
{
    const char *details = error->data != NULL ? json_get((const char *)error->data, "error") : NULL;

    fprintf(stderr, "%s: %s (%d)\n", what, imhook_status_name(status), (int)status);
    if (details != NULL) {
        print_member(stderr, details, "message", "  ", "\n");
        print_member(stderr, details, "hint", "  hint: ", "\n");
    }
}

/* Makes a receiver from a configuration file; NULL, once the reason is told, when that fails. */
static inline imhook_receiver *open_receiver(const char *path)
{
    size_t len;
    char *config = read_file(path, &len);
    imhook_receiver *receiver = NULL;
    imhook_buf error = {NULL, 0};
    int32_t status;

    if (config == NULL)
        return NULL;
    status = imhook_receiver_new(config, len, &receiver, &error);
    if (status != IMHOOK_OK)
        print_error(path, status, &error);
    imhook_buf_free(&error);
    free(config);
    return receiver;
}

#endif
