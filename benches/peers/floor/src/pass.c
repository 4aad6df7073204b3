/* yyjson at its fastest: in place, with memory that is kept. */

#include <stdbool.h>
#include <stdlib.h>
#include <yyjson.h>

bool yyjson_pass(char *document, size_t len)
{
    static void *memory;
    static size_t size;
    size_t wanted = yyjson_read_max_memory_usage(len, YYJSON_READ_INSITU);
    if (wanted > size) {
        free(memory);
        memory = malloc(wanted);
        size = wanted;
    }
    yyjson_alc allocator;
    return yyjson_alc_pool_init(&allocator, memory, size)
        && yyjson_read_opts(document, len, YYJSON_READ_INSITU, &allocator, NULL) != NULL;
}
