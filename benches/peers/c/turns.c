/* The process of a peer: reads one case from a folder, then obeys the driver's lines. `check` answers with the number of
 * messages and each of them, `time N` with the nanoseconds of N calls. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "peer.h"

static struct text file(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        perror(path);
        exit(1);
    }
    fseek(stream, 0, SEEK_END);
    size_t len = (size_t)ftell(stream);
    rewind(stream);
    char *bytes = malloc(len + 1);
    if (fread(bytes, 1, len, stream) != len) {
        perror(path);
        exit(1);
    }
    fclose(stream);
    bytes[len] = 0;
    return (struct text){bytes, len};
}

static void print_text(struct text text, char end)
{
    for (size_t i = 0; i < text.len; i++)
        putchar(text.start[i] == '\n' ? ' ' : text.start[i]);
    putchar(end);
}

static size_t messages;

static void count(const struct message *message)
{
    (void)message;
    messages++;
}

static void print(const struct message *message)
{
    print_text(message->sender, '\t');
    print_text(message->conversation, '\t');
    print_text(message->id, '\t');
    printf("%" PRId64 "\t", message->time_ms);
    print_text(message->content, '\n');
}

void ignore_message(const struct message *message)
{
    (void)message;
}

static void repeat(struct receiver *receiver, const struct callback *callback, handle_message *handle, long calls)
{
    while (calls-- > 0)
        if (!receive(receiver, callback, handle)) {
            fputs("the callback is refused\n", stderr);
            exit(1);
        }
}

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

int main(int count_of_arguments, char **arguments)
{
    if (count_of_arguments < 2)
        return 2;
    const char *folder = arguments[1];
    struct callback callback = {
        .config = file(folder, "config.json"),
        .target = file(folder, "target"),
        .body = file(folder, "body"),
        .now_ms = strtoll(file(folder, "now").start, NULL, 10),
    };
    struct receiver *receiver = receiver_new(&callback, count_of_arguments > 2 ? arguments[2] : "");
    char line[64];
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (strcmp(line, "check\n") == 0) {
            messages = 0;
            repeat(receiver, &callback, count, 1);
            printf("%zu\n", messages);
            repeat(receiver, &callback, print, 1);
        } else {
            long calls = strtol(line + strlen("time "), NULL, 10);
            repeat(receiver, &callback, ignore_message, calls / 8); /* the caches are the last peer's */
            int64_t begun = now_ns();
            repeat(receiver, &callback, ignore_message, calls);
            printf("%" PRId64 "\n", now_ns() - begun);
        }
        fflush(stdout);
    }
    return 0;
}
