/* A peer of imhook in C: what it is given, and what it must find. */
#ifndef PEER_H
#define PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    const char *start;
    size_t len;
};

/* One callback as an HTTP server hands it over, and the configuration that imhook would receive it by. */
struct callback {
    struct text config, target, body;
    int64_t now_ms;
};

/* One message, as all peers must agree on it. The texts are borrowed: they live until handle returns. */
struct message {
    struct text sender, conversation, id, content;
    int64_t time_ms;
};

/* What the service does with a message. */
typedef void handle_message(const struct message *message);

/* Does nothing: the timed calls have it. A peer whose result is a text of its own need not read that for nobody. */
void ignore_message(const struct message *message);

/* What a peer defines: a receiver, which lives as long as the process, and the work that is timed. `how` is the process's
 * second argument, or empty. */
struct receiver;
struct receiver *receiver_new(const struct callback *callback, const char *how);
bool receive(struct receiver *receiver, const struct callback *callback, handle_message *handle);

#endif
