/* What a call costs in C. run.py loads this into its own process, so that both sides share one heap in one state. */
#include <imhook.h>
#include <stdlib.h>
#include <time.h>

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void must(int32_t status, imhook_buf *out)
{
    if (status != IMHOOK_OK)
        abort();
    imhook_buf_free(out);
}

/* The nanoseconds of one message in the best of so many rounds, each message received by a call of its own. */
double best_of_calls(const imhook_receiver *receiver, const imhook_request *requests, size_t count, int rounds)
{
    double least = 1e18;
    while (rounds-- > 0) {
        double begun = now_ns(), taken;
        imhook_buf out;
        size_t i;
        for (i = 0; i < count; i++)
            must(imhook_receive(receiver, &requests[i], &out, NULL), &out);
        taken = now_ns() - begun;
        least = taken < least ? taken : least;
    }
    return least / (double)count;
}

/* The same, all messages received by one call. */
double best_of_batches(const imhook_receiver *receiver, const imhook_request *requests, size_t count, int rounds)
{
    double least = 1e18;
    while (rounds-- > 0) {
        double begun = now_ns(), taken;
        imhook_buf out;
        must(imhook_receive_batch(receiver, requests, count, 0, &out, NULL), &out);
        taken = now_ns() - begun;
        least = taken < least ? taken : least;
    }
    return least / (double)count;
}
