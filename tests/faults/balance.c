/*
 * What a call takes from the heap it gives back, but for what the header says the caller then owns. Looked at in every call that
 * a program of tests/c makes; a request is given to each function that takes one, and so is a payload.
 */
#include <unistd.h>

#include "../c/check.h"
#include "call.h"
#include "heap.h"

/* Blocks that the library may keep for as long as the process lives, made at its first calls. */
enum { ONCE = 16 };

/* Threads may meet in more ways than one, and glibc keeps what belongs to the stacks of ended ones for the next. */
enum { ATTEMPTS_ALONE = 2, ATTEMPTS_ON_THREADS = 20 };

enum { RECEIVERS = 64, STATUSES = 1000 };

static struct {
    const imhook_receiver *receiver;
    long blocks;
} receivers[RECEIVERS];

static unsigned long calls[FUNCTIONS], of_status[STATUSES];
static long kept;

static const char *where(const struct call *call, int32_t status)
{
    static char text[64];
    snprintf(text, sizeof text, "%s, status %d", function_names[call->function], (int)status);
    return text;
}

/* Notes what a receiver is made of, or gives what was noted and forgets it. */
static long *blocks_of(const imhook_receiver *receiver)
{
    int i;
    for (i = 0; i < RECEIVERS; i++)
        if (receivers[i].receiver == receiver)
            return &receivers[i].blocks;
    abort();
}

static void note_receiver(const imhook_receiver *receiver, long blocks)
{
    long *noted = blocks_of(NULL);
    *noted = blocks;
    receivers[(size_t)((char *)noted - (char *)receivers) / sizeof *receivers].receiver = receiver;
}

static long forget_receiver(const imhook_receiver *receiver)
{
    long *noted = blocks_of(receiver), blocks = *noted;
    receivers[(size_t)((char *)noted - (char *)receivers) / sizeof *receivers].receiver = NULL;
    *noted = 0;
    return blocks;
}

static void give_back(const struct call *call)
{
    struct call back = {BUF_FREE, NULL, NULL, 0, 1, NULL, call->output, NULL, NULL};
    if (call->output != NULL)
        perform(&back);
    back.output = call->error;
    if (call->error != NULL)
        perform(&back);
    back.function = RECEIVER_FREE;
    back.receiver = call->made != NULL ? *call->made : NULL;
    if (call->made != NULL)
        perform(&back);
}

/* How many blocks more than the caller owns a call has left behind. */
static long left_by(const struct call *call, int32_t *status)
{
    long before = heap_live(), taken;
    *status = perform(call);
    taken = heap_live() - before;
    if (call->output != NULL && call->output->data != NULL)
        taken--;
    if (call->error != NULL && call->error->data != NULL)
        taken--;
    return taken;
}

/* A receiver owns what it likes, until it is freed. Before the first is made, one is made and freed for what is kept for good. */
static int32_t make(const struct call *call)
{
    static int is_warm;
    long before = heap_live(), blocks;
    int32_t status;

    if (!is_warm) {
        perform(call);
        give_back(call);
        kept += heap_live() - before;
        is_warm = 1;
    }
    blocks = left_by(call, &status);
    CHECK_IN(where(call, status), status == IMHOOK_OK ? blocks > 0 : blocks == 0);
    if (status == IMHOOK_OK)
        note_receiver(*call->made, blocks);
    of_status[status]++;
    return status;
}

static int32_t balanced(const struct call *call)
{
    int attempts = call->threads > 1 ? ATTEMPTS_ON_THREADS : ATTEMPTS_ALONE, i;
    int32_t status;
    long blocks = left_by(call, &status);

    for (i = 1; blocks != 0 && i < attempts; i++) {
        if (call->threads <= 1)
            kept += blocks;
        give_back(call);
        blocks = left_by(call, &status);
    }
    CHECK_IN(where(call, status), blocks == 0);
    calls[call->function]++;
    of_status[status]++;
    return status;
}

/* The same input through another function; what comes of it is looked at and given back. */
static void also(const struct call *call, enum function function, uint32_t threads)
{
    struct call other = *call;
    imhook_buf output, error;

    other.function = function;
    other.threads = threads;
    other.output = &output;
    other.error = &error;
    balanced(&other);
    CHECK_IN(function_names[function], well_formed(&output) && well_formed(&error));
    give_back(&other);
    other.error = NULL;
    balanced(&other);
    give_back(&other);
}

/* Its rows: many blocks, all of which are gone when both structs are released. */
static void also_rows(const struct call *call)
{
    struct call other = call_of_rows(call);
    struct table table;
    imhook_buf error;
    long before = heap_live();
    int32_t status;

    other.table = &table;
    other.error = &error;
    status = perform(&other);
    CHECK_IN(where(&other, status), (status == IMHOOK_OK) == (heap_live() > before + 1));
    give_back(&other);
    release(&table);
    CHECK_IN(where(&other, status), heap_live() == before);
    calls[other.function]++;
    of_status[status]++;
}

static void free_receiver(const struct call *call)
{
    long before, blocks;

    if (call->receiver == NULL)
        return;
    before = heap_live();
    blocks = forget_receiver(call->receiver);
    perform(call);
    CHECK(before - heap_live() == blocks);
}

static void free_buffer(const struct call *call)
{
    long before = heap_live();
    int owned = call->output != NULL && call->output->data != NULL;

    heap_watch();
    perform(call);
    CHECK(heap_watched() == 0);
    CHECK(before - heap_live() == owned);
    CHECK(call->output == NULL || empty(call->output));
}

int32_t around(const struct call *call)
{
    switch (call->function) {
    case RECEIVER_NEW:
        calls[RECEIVER_NEW]++;
        return call->made != NULL ? make(call) : balanced(call);
    case RECEIVER_FREE:
        calls[RECEIVER_FREE]++;
        free_receiver(call);
        return IMHOOK_OK;
    case BUF_FREE:
        calls[BUF_FREE]++;
        free_buffer(call);
        return IMHOOK_OK;
    case RECEIVE:
        also(call, VERIFY, 1);
        also(call, DECRYPT, 1);
        also(call, DIAGNOSE, 1);
        also(call, RECEIVE_BATCH, 1);
        also_rows(call);
        break;
    case PARSE:
        also(call, PARSE_LINES, 1);
        also_rows(call);
        break;
    default:
        break;
    }
    return balanced(call);
}

/* After the program's own last words: what was looked at. Everything that a function can answer must have been. */
__attribute__((destructor)) static void closing(void)
{
    unsigned long all = 0;
    int i, code;

    for (i = 0; i < FUNCTIONS; i++) {
        CHECK_IN(function_names[i], calls[i] > 0);
        all += calls[i];
    }
    for (i = 0; i < STATUSES; i++)
        if (i != IMHOOK_INTERNAL && strcmp(imhook_status_name(i), "unrecognised") != 0)
            CHECK_IN(imhook_status_name(i), of_status[i] > 0);
    for (i = 0; i < RECEIVERS; i++)
        CHECK(receivers[i].receiver == NULL);
    CHECK(heap_allocations() > all / 2);
    CHECK(kept <= ONCE);
    printf("%lu calls balanced, %ld blocks kept for good\n", all, kept);
    code = checks_done();
    fflush(stdout);
    if (code != 0)
        _exit(code);
}
