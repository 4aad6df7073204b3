/*
 * loading LIBRARY: dlopen and dlclose in a loop, while threads that have used the library live on and others come and go. The
 * library stays (-z nodelete), in one copy; what it keeps for a thread is given back after the last dlclose.
 */
#include <dlfcn.h>
#include <pthread.h>

#include "../c/wps.h"

enum { LONG_LIVED = 4, ROUNDS = 200 };

struct functions {
    __typeof__(&imhook_receiver_new) receiver_new;
    __typeof__(&imhook_receiver_free) receiver_free;
    __typeof__(&imhook_receive) receive;
    __typeof__(&imhook_receive_batch) receive_batch;
    __typeof__(&imhook_buf_free) buf_free;
};

static struct functions of;
static pthread_barrier_t all_have_received, all_is_closed;

static void *symbol(void *library, const char *name)
{
    void *found = dlsym(library, name);
    if (found == NULL)
        abort();
    return found;
}

static void *opened(const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        abort();
    }
    *(void **)&of.receiver_new = symbol(library, "imhook_receiver_new");
    *(void **)&of.receiver_free = symbol(library, "imhook_receiver_free");
    *(void **)&of.receive = symbol(library, "imhook_receive");
    *(void **)&of.receive_batch = symbol(library, "imhook_receive_batch");
    *(void **)&of.buf_free = symbol(library, "imhook_buf_free");
    return library;
}

/* A receiver of one's own, one request, one batch on threads. */
static int works(const struct functions *call)
{
    imhook_request request = wps_request(), batch[] = {request, request, request};
    imhook_receiver *receiver;
    imhook_buf delivery, lines;
    int well = call->receiver_new(WPS_CONFIG, strlen(WPS_CONFIG), &receiver, NULL) == IMHOOK_OK;

    well = call->receive(receiver, &request, &delivery, NULL) == IMHOOK_OK && well;
    well = call->receive_batch(receiver, batch, 3, 2, &lines, NULL) == IMHOOK_OK && lines.len == 3 * (delivery.len + 1) && well;
    call->buf_free(&delivery);
    call->buf_free(&lines);
    call->receiver_free(receiver);
    return well;
}

static void *long_lived(void *well)
{
    struct functions call = of;
    *(int *)well = works(&call);
    pthread_barrier_wait(&all_have_received);
    pthread_barrier_wait(&all_is_closed);
    *(int *)well = works(&call) && *(int *)well;
    return NULL;
}

static void *short_lived(void *well)
{
    *(int *)well = works(&of);
    return NULL;
}

/* How many pieces of the library are mapped into the process. */
static int mappings(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[1000];
    int count = 0;

    while (maps != NULL && fgets(line, sizeof line, maps) != NULL)
        count += strstr(line, "libimhook") != NULL;
    if (maps != NULL)
        fclose(maps);
    return count;
}

int main(int argc, char **argv)
{
    pthread_t threads[LONG_LIVED], thread;
    int well[LONG_LIVED] = {0}, i, mapped, once = 0;
    void *library;

    if (argc != 2)
        return 2;
    pthread_barrier_init(&all_have_received, NULL, LONG_LIVED + 1);
    pthread_barrier_init(&all_is_closed, NULL, LONG_LIVED + 1);
    library = opened(argv[1]);
    mapped = mappings();
    CHECK(mapped > 0);
    for (i = 0; i < LONG_LIVED; i++)
        if (pthread_create(&threads[i], NULL, long_lived, &well[i]) != 0)
            abort();
    pthread_barrier_wait(&all_have_received);
    CHECK(dlclose(library) == 0);

    for (i = 0; i < ROUNDS; i++) {
        struct functions before = of;
        library = opened(argv[1]);
        CHECK(memcmp(&before, &of, sizeof of) == 0);
        if (pthread_create(&thread, NULL, short_lived, &once) != 0)
            abort();
        CHECK(dlclose(library) == 0);
        CHECK(pthread_join(thread, NULL) == 0 && once);
    }
    CHECK(mappings() == mapped);
    pthread_barrier_wait(&all_is_closed);
    for (i = 0; i < LONG_LIVED; i++)
        CHECK(pthread_join(threads[i], NULL) == 0 && well[i]);
    return checks_done();
}
