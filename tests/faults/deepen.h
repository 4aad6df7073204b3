/* Makes texts of JSON or XML deeper. */
#ifndef DEEPEN_H
#define DEEPEN_H

#include <stddef.h>

/* A growing text, NUL-terminated. */
struct text {
    char *data;
    size_t len, room;
};

void text_add(struct text *text, const char *bytes, size_t len);

/* Takes a text, and how deep it certainly is; 0 where that depends on what is taken for JSON. */
typedef void taker(void *context, const struct text *text, size_t depth);

/*
 * Gives `take` the text with each of its values in turn replaced: by arrays and objects that bring it to `ceiling`, one over, and to
 * 8192; and by what the value stands in, again and again, as a forwarded message holds a forwarded message. JSON inside a
 * string is entered and deepened too. In XML, elements are put after each tag.
 */
void deepen(const char *text, size_t ceiling, taker *take, void *context);

#endif
