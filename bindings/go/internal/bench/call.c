#include "call.h"

#include <stdlib.h>
#include <time.h>

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void must(int32_t status, imhook_buf *output)
{
    if (status != IMHOOK_OK)
        abort();
    imhook_buf_free(output);
}

double best_of_calls(const imhook_receiver *receiver, const imhook_request *request, size_t count, int rounds)
{
    double least = 1e18;
    while (rounds-- > 0) {
        double begun = now_ns(), taken;
        size_t i;
        for (i = 0; i < count; i++) {
            imhook_buf output, error;
            must(imhook_receive(receiver, request, &output, &error), &output);
        }
        taken = now_ns() - begun;
        least = taken < least ? taken : least;
    }
    return least / (double)count;
}

double best_of_batches(const imhook_receiver *receiver, const imhook_request *request, size_t count, int rounds)
{
    double least = 1e18;
    imhook_request *requests = calloc(count, sizeof *requests);
    size_t i;
    if (requests == NULL)
        abort();
    for (i = 0; i < count; i++)
        requests[i] = *request;
    while (rounds-- > 0) {
        double begun = now_ns(), taken;
        imhook_buf output, error;
        must(imhook_receive_batch(receiver, requests, count, 0, &output, &error), &output);
        taken = now_ns() - begun;
        least = taken < least ? taken : least;
    }
    free(requests);
    return least / (double)count;
}
