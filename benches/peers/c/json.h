/* Members of yyjson's documents, as the peers want them. */
#ifndef JSON_H
#define JSON_H

#include <yyjson.h>

#include "peer.h"

/* A string member; a missing one, or one of another type, is empty. */
static inline struct text json_text(yyjson_val *object, const char *key)
{
    yyjson_val *value = yyjson_obj_get(object, key);
    return yyjson_is_str(value) ? (struct text){yyjson_get_str(value), yyjson_get_len(value)} : (struct text){"", 0};
}

static inline int64_t json_int(yyjson_val *object, const char *key)
{
    return yyjson_get_sint(yyjson_obj_get(object, key));
}

#endif
