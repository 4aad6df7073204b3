/*
 * Calls of the library, each counted by itself: calls FOLDER, a folder with one folder for each call.
 *
 * A call's folder is named by its place, from 0 on, and holds name, config, target, headers, body and now_ms, a file each.
 * Each call is made twice; the second is counted, when memory has been got from the system and the processor asked what
 * it can do. One line comes of each: its status, how long its result is and how many bytes it has taken in all. The counts are the dumps of callgrind, named by
 * the place.
 */
#include <imhook.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

enum { TURNS = 2 };

/*
 * Memory from one stretch, which is given back whole between calls: an allocator that keeps lists would make a call cost
 * what the calls before it left there.
 */
#define ROOM ((size_t)1 << 30)
#define PAGE ((size_t)4096)
static unsigned char room[ROOM] __attribute__((aligned(4096)));
static size_t used;

/* The length stands before the bytes. */
void *malloc(size_t len)
{
    size_t start = (used + 2 * sizeof(size_t) + 15) & ~(size_t)15;
    if (len > ROOM - start)
        return NULL;
    used = start + len;
    memcpy(room + start - sizeof len, &len, sizeof len);
    return room + start;
}

void free(void *memory)
{
    (void)memory;
}

void *calloc(size_t count, size_t len)
{
    void *memory = malloc(count * len);
    return memory ? memset(memory, 0, count * len) : NULL;
}

void *realloc(void *memory, size_t len)
{
    size_t before = 0;
    if (memory)
        memcpy(&before, (unsigned char *)memory - sizeof before, sizeof before);
    void *larger = malloc(len);
    return larger && memory ? memcpy(larger, memory, before < len ? before : len) : larger;
}

int posix_memalign(void **memory, size_t alignment, size_t len)
{
    size_t start = (used + 2 * sizeof(size_t) + alignment - 1) & ~(alignment - 1);
    used = start - 2 * sizeof(size_t);
    *memory = malloc(len);
    return *memory ? 0 : 12;
}

typedef struct {
    char *data;
    size_t len;
} text;

static int read_file(const char *folder, int place, const char *name, text *whole)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%d/%s", folder, place, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    if (fseek(file, 0, SEEK_END) != 0)
        exit(2);
    whole->len = (size_t)ftell(file);
    whole->data = calloc(whole->len + 1, 1);
    rewind(file);
    if (!whole->data || fread(whole->data, 1, whole->len, file) != whole->len)
        exit(2);
    fclose(file);
    return 1;
}

static int32_t call(const char *name, const imhook_receiver *receiver, const imhook_request *request, imhook_buf *out,
                    imhook_buf *error)
{
    if (strcmp(name, "receive") == 0)
        return imhook_receive(receiver, request, out, error);
    if (strcmp(name, "verify") == 0)
        return imhook_verify(receiver, request, out, error);
    if (strcmp(name, "decrypt") == 0)
        return imhook_decrypt(receiver, request, out, error);
    if (strcmp(name, "parse") == 0)
        return imhook_parse(receiver, request->body, request->body_len, out, error);
    fprintf(stderr, "no call %s\n", name);
    exit(2);
}

int main(int argc, char **argv)
{
    text name, config, target, headers, body, now;
    /* What standard output, and the library for itself, take and keep. */
    printf("status, bytes\n");
    if (argc != 2 || imhook_receiver_new("{\"platform\":\"wps\"}", 18, &(imhook_receiver *){NULL}, NULL) != IMHOOK_OK)
        return 2;
    size_t kept = used;
    for (int place = 0; read_file(argv[1], place, "name", &name); place++) {
        if (!read_file(argv[1], place, "config", &config) || !read_file(argv[1], place, "target", &target) ||
            !read_file(argv[1], place, "headers", &headers) || !read_file(argv[1], place, "body", &body) ||
            !read_file(argv[1], place, "now_ms", &now))
            return 2;
        imhook_buf out = {0}, error = {0};
        imhook_receiver *receiver = NULL;
        int32_t status = imhook_receiver_new(config.data, config.len, &receiver, &error);
        if (status != IMHOOK_OK) {
            fprintf(stderr, "%s\n", (const char *)error.data);
            return 1;
        }
        imhook_request request = {NULL, 0, target.data, target.len, headers.data, headers.len,
                                  (const uint8_t *)body.data, body.len, strtoll(now.data, NULL, 10)};
        size_t len = 0, taken = 0, start = (used + PAGE - 1) & ~(PAGE - 1);
        for (int turn = 0; turn < TURNS; turn++) {
            used = start;
            if (turn == TURNS - 1)
                CALLGRIND_TOGGLE_COLLECT;
            status = call(name.data, receiver, &request, &out, &error);
            if (turn == TURNS - 1) {
                CALLGRIND_TOGGLE_COLLECT;
                char label[16];
                snprintf(label, sizeof label, "%d", place);
                CALLGRIND_DUMP_STATS_AT(label);
            }
            len = out.len;
            taken = used - start;
            imhook_buf_free(&out);
            imhook_buf_free(&error);
        }
        printf("%d %zu %zu\n", (int)status, len, taken);
        imhook_receiver_free(receiver);
        used = kept;
    }
    return 0;
}
