/* fork before the first call, between calls, and while other threads are in the middle of one. */
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../c/wps.h"

enum { THREADS = 3, FORKS = 40, SECONDS = 120 };

static imhook_receiver *shared;
static int is_over;

static int receives(const imhook_receiver *receiver)
{
    imhook_request good = wps_request(), late = good, batch[] = {good, good, good};
    imhook_buf delivery, error, lines, none = {NULL, 0};
    int well;

    late.now_ms += 301 * 1000;
    well = imhook_receive(receiver, &good, &delivery, NULL) == IMHOOK_OK && well_formed(&delivery);
    well = imhook_receive(receiver, &late, &none, &error) == IMHOOK_STALE_TIMESTAMP && empty(&none) && well;
    well = tells(&error, IMHOOK_STALE_TIMESTAMP) && well;
    well = imhook_receive_batch(receiver, batch, 3, 3, &lines, NULL) == IMHOOK_OK && lines.len == 3 * (delivery.len + 1) && well;
    imhook_buf_free(&delivery);
    imhook_buf_free(&error);
    imhook_buf_free(&lines);
    return well;
}

/* The inherited receiver works and can be freed, and a new one can be made. */
static int works(imhook_receiver *inherited)
{
    imhook_receiver *fresh = receiver_of(WPS_CONFIG);
    int well = receives(fresh) && (inherited == NULL || receives(inherited));
    imhook_receiver_free(fresh);
    imhook_receiver_free(inherited);
    return well;
}

/* A child that hangs ends by its alarm, which is a failure. */
static int child_works(imhook_receiver *inherited)
{
    int end = -1;
    pid_t pid = fork();

    if (pid == 0) {
        alarm(SECONDS);
        _exit(works(inherited) ? 0 : 1);
    }
    return pid > 0 && waitpid(pid, &end, 0) == pid && end == 0;
}

static void *keep_receiving(void *failures)
{
    while (!__atomic_load_n(&is_over, __ATOMIC_RELAXED))
        *(unsigned long *)failures += !receives(shared);
    return NULL;
}

int main(void)
{
    unsigned long failures[THREADS] = {0};
    pthread_t threads[THREADS];
    int i;

    CHECK(child_works(NULL));
    shared = receiver_of(WPS_CONFIG);
    CHECK(child_works(shared));
    CHECK(receives(shared));
    CHECK(child_works(shared));
    for (i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, keep_receiving, &failures[i]) != 0)
            abort();
    for (i = 0; i < FORKS; i++)
        CHECK(child_works(shared));
    CHECK(receives(shared));
    __atomic_store_n(&is_over, 1, __ATOMIC_RELAXED);
    for (i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK(failures[i] == 0);
    }
    imhook_receiver_free(shared);
    return checks_done();
}
