/* Many threads share one receiver; each gets what a single caller gets. */
#include <pthread.h>

#include "wps.h"

enum { THREADS = 16, ROUNDS = 25 };

struct job {
    const imhook_receiver *receiver;
    const imhook_buf *delivery, *error;
    unsigned long differences;
};

static void *work(void *argument)
{
    struct job *job = (struct job *)argument;
    imhook_request good = wps_request(), late = good;
    imhook_buf out, error;
    int i;

    late.now_ms += 301 * 1000;
    for (i = 0; i < ROUNDS; i++) {
        int32_t status = imhook_receive(job->receiver, &good, &out, &error);
        job->differences += status != IMHOOK_OK || !same_bytes(&out, job->delivery) || !empty(&error);
        imhook_buf_free(&out);
        imhook_buf_free(&error);
        status = imhook_receive(job->receiver, &late, &out, &error);
        job->differences += status != IMHOOK_STALE_TIMESTAMP || !empty(&out) || !same_bytes(&error, job->error);
        imhook_buf_free(&out);
        imhook_buf_free(&error);
    }
    return NULL;
}

int main(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    imhook_request good = wps_request(), late = good;
    imhook_buf delivery, error, none;
    struct job jobs[THREADS];
    pthread_t threads[THREADS];
    int i;

    late.now_ms += 301 * 1000;
    CHECK(imhook_receive(receiver, &good, &delivery, &none) == IMHOOK_OK);
    CHECK(imhook_receive(receiver, &late, &none, &error) == IMHOOK_STALE_TIMESTAMP);
    for (i = 0; i < THREADS; i++) {
        jobs[i].receiver = receiver;
        jobs[i].delivery = &delivery;
        jobs[i].error = &error;
        jobs[i].differences = 0;
        if (pthread_create(&threads[i], NULL, work, &jobs[i]) != 0)
            abort();
    }
    for (i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK(jobs[i].differences == 0);
    }
    imhook_buf_free(&delivery);
    imhook_buf_free(&error);
    imhook_receiver_free(receiver);
    return checks_done();
}
