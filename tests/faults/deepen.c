#include "deepen.h"

#include "../c/check.h"
#include "json.h"

enum { ABYSS = 8192 };

/* How long a text may get whose quotation marks are quoted again and again. */
enum { LONGEST = 32 << 10 };

/* A piece of a text. */
struct piece {
    const char *data;
    size_t len;
};

/* A text that is the inside of a string in another. */
struct inside {
    const struct inside *outer;
    struct piece before, after;
};

/* The text in hand, the values that lead to the one in hand, and where all goes. */
struct walk {
    const struct inside *outer;
    const char *text, *path[ABYSS / 8];
    size_t ceiling;
    taker *take;
    void *context;
};

void text_add(struct text *text, const char *bytes, size_t len)
{
    if (text->len + len + 1 > text->room) {
        text->room = 2 * (text->len + len + 1);
        text->data = (char *)realloc(text->data, text->room);
        if (text->data == NULL)
            abort();
    }
    if (len > 0)
        memcpy(text->data + text->len, bytes, len);
    text->len += len;
    text->data[text->len] = '\0';
}

static struct piece piece(const char *from, const char *to)
{
    struct piece piece = {from, (size_t)(to - from)};
    return piece;
}

static void add(struct text *text, struct piece piece, size_t times)
{
    while (times-- > 0)
        text_add(text, piece.data, piece.len);
}

static void add_quoted(struct text *text, const struct text *inside)
{
    size_t i;

    text_add(text, "\"", 1);
    for (i = 0; i < inside->len; i++) {
        char c = inside->data[i], escape[8];
        if ((unsigned char)c < 0x20)
            text_add(text, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c));
        else {
            if (c == '"' || c == '\\')
                text_add(text, "\\", 1);
            text_add(text, &c, 1);
        }
    }
    text_add(text, "\"", 1);
}

/* Hands a text on, as part of those that it stands in. */
static void hand(const struct walk *walk, const struct inside *inside, struct text *text, size_t depth)
{
    if (inside == NULL) {
        walk->take(walk->context, text, depth);
    } else {
        struct text outer = {NULL, 0, 0};
        add(&outer, inside->before, 1);
        add_quoted(&outer, text);
        add(&outer, inside->after, 1);
        hand(walk, inside->outer, &outer, 0);
    }
    free(text->data);
}

static const char *end_of(const char *text)
{
    return text + strlen(text);
}

/* The value, `depth` containers down, replaced by others that nest to `total` with what is around them. */
static void nest(const struct walk *walk, const char *value, size_t depth, size_t total, const char *open, const char *close)
{
    struct text text = {NULL, 0, 0};

    add(&text, piece(walk->text, value), 1);
    add(&text, piece(open, end_of(open)), total - depth);
    text_add(&text, "1", 1);
    add(&text, piece(close, end_of(close)), total - depth);
    add(&text, piece(json_end(value), end_of(walk->text)), 1);
    hand(walk, walk->outer, &text, total);
}

/* The value's part in one that it stands in, many times over. */
static void repeat(const struct walk *walk, const char *value, const char *around, size_t times, size_t depth)
{
    struct text text = {NULL, 0, 0};

    add(&text, piece(walk->text, around), 1);
    add(&text, piece(around, value), times);
    add(&text, piece(value, json_end(value)), 1);
    add(&text, piece(json_end(value), json_end(around)), times);
    add(&text, piece(json_end(around), end_of(walk->text)), 1);
    hand(walk, walk->outer, &text, depth);
}

/* The same where the value is a string: each time it is quoted again. */
static void repeat_quoted(const struct walk *walk, const char *value, const char *around)
{
    struct text text = {NULL, 0, 0}, whole = {NULL, 0, 0};

    add(&text, piece(around, json_end(around)), 1);
    while (text.len < LONGEST) {
        struct text longer = {NULL, 0, 0};
        add(&longer, piece(around, value), 1);
        add_quoted(&longer, &text);
        add(&longer, piece(json_end(value), json_end(around)), 1);
        free(text.data);
        text = longer;
    }
    add(&whole, piece(walk->text, around), 1);
    text_add(&whole, text.data, text.len);
    add(&whole, piece(json_end(around), end_of(walk->text)), 1);
    free(text.data);
    hand(walk, walk->outer, &whole, 0);
}

static void deepen_json(const struct inside *outer, const char *text, const struct walk *from);

static int holds_json(const char *value)
{
    return *value == '"' && (value[1] == '{' || value[1] == '[');
}

/* JSON inside a string, whose own values are deepened. */
static void enter(const struct walk *walk, const char *value)
{
    struct inside inside = {walk->outer, piece(walk->text, value), piece(json_end(value), end_of(walk->text))};
    char *text = (char *)need((size_t)(json_end(value) - value));

    json_decode(value, text);
    if (json_end(text) != NULL)
        deepen_json(&inside, text, walk);
    free(text);
}

static void visit(struct walk *walk, const char *value, size_t depth)
{
    const char *child;
    size_t i;

    for (i = 0; i < 3; i++) {
        const size_t totals[] = {walk->ceiling, walk->ceiling + 1, ABYSS};
        nest(walk, value, depth, totals[i], "[", "]");
        nest(walk, value, depth, totals[i], "{\"a\":", "}");
    }
    for (i = 0; i < depth; i++) {
        const char *around = walk->path[i];
        if (holds_json(value))
            repeat_quoted(walk, value, around);
        if (*value == '{' && *around == '{') {
            repeat(walk, value, around, (walk->ceiling - depth) / (depth - i) / 2, 0);
            repeat(walk, value, around, (walk->ceiling - depth) / (depth - i), 0);
            repeat(walk, value, around, ABYSS / (depth - i), walk->ceiling + 1);
        }
    }
    if (holds_json(value) && walk->outer == NULL)
        enter(walk, value);
    if (*value != '{' && *value != '[')
        return;
    walk->path[depth] = value;
    for (child = json_first(value); child != NULL; child = json_next(*value == '{' ? json_value(child) : child))
        visit(walk, *value == '{' ? json_value(child) : child, depth + 1);
}

static void deepen_json(const struct inside *outer, const char *text, const struct walk *from)
{
    struct walk *walk = (struct walk *)need(sizeof *walk);

    *walk = *from;
    walk->outer = outer;
    walk->text = text;
    visit(walk, text, 0);
    free(walk);
}

static void deepen_xml(const char *text, taker *take, void *context)
{
    const size_t depths[] = {100, ABYSS};
    const char *tag;
    size_t i;

    for (tag = strchr(text, '>'); tag != NULL; tag = strchr(tag + 1, '>'))
        for (i = 0; i < 2; i++) {
            struct text deeper = {NULL, 0, 0};
            add(&deeper, piece(text, tag + 1), 1);
            add(&deeper, piece("<a>", end_of("<a>")), depths[i]);
            add(&deeper, piece("</a>", end_of("</a>")), depths[i]);
            add(&deeper, piece(tag + 1, end_of(text)), 1);
            take(context, &deeper, 0);
            free(deeper.data);
        }
}

void deepen(const char *text, size_t ceiling, taker *take, void *context)
{
    struct walk *walk = (struct walk *)need(sizeof *walk);

    memset(walk, 0, sizeof *walk);
    walk->ceiling = ceiling;
    walk->take = take;
    walk->context = context;
    text = json_space(text);
    if ((*text == '{' || *text == '[') && json_end(text) != NULL)
        deepen_json(NULL, text, walk);
    else if (*text == '<')
        deepen_xml(text, take, context);
    free(walk);
}
