/* What a call costs in C. */

#ifndef IMHOOK_GO_BENCH_CALL_H
#define IMHOOK_GO_BENCH_CALL_H

#include <imhook.h>

/* The nanoseconds of one message in the best of so many rounds, each message received by a call of its own. */
double best_of_calls(const imhook_receiver *receiver, const imhook_request *request, size_t count, int rounds);

/* The same, all messages received by one call. */
double best_of_batches(const imhook_receiver *receiver, const imhook_request *request, size_t count, int rounds);

#endif /* IMHOOK_GO_BENCH_CALL_H */
