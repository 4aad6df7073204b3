/*
 * Memory that runs out at each allocation that a call makes: a child process either succeeds all the same, with the same result,
 * or is aborted with a message, and has set no output by half. Of the calls that a program of tests/c makes, the first few
 * of each function, platform and status are tried.
 */
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../c/check.h"
#include "call.h"
#include "heap.h"

enum { TRIED = 1, STATUSES = 1000 };

/* How a child ends that is not aborted. */
enum { NOTHING_FAILED = 10, SURVIVED = 11, DIFFERENT = 12 };

/* What a child sets, where the parent can see it. */
static struct {
    imhook_buf output, error;
    imhook_receiver *made;
    struct table table;
} *shared;

static unsigned char tried[FUNCTIONS][STATUSES];
static unsigned long points, aborted, survived;
static int standard_error;

static void prepare(void)
{
    struct rlimit none = {0, 0};

    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    standard_error = memfd_create("standard error", 0);
    if (shared == MAP_FAILED || standard_error < 0)
        abort();
    setrlimit(RLIMIT_CORE, &none);
}

/* The same, whatever a seal drew at random. */
static int same_result(const struct call *call, const imhook_buf *want, const imhook_buf *got)
{
    return call->function == SEAL ? well_formed(got) && (want->len == 0) == (got->len == 0) : same_bytes(want, got);
}

static void child(const struct call *call, int32_t want, long nth, int lasting)
{
    struct call here = *call;
    int32_t status;
    int same;

    prctl(PR_SET_DUMPABLE, 0);
    dup2(standard_error, STDERR_FILENO);
    here.output = call->output != NULL ? &shared->output : NULL;
    here.error = call->error != NULL ? &shared->error : NULL;
    here.made = call->made != NULL ? &shared->made : NULL;
    here.table = call->table != NULL ? &shared->table : NULL;
    heap_fail(nth, lasting);
    status = perform(&here);
    heap_recover();
    same = status == want && (call->output == NULL || same_result(call, call->output, here.output)) &&
           (call->error == NULL || same_result(call, call->error, here.error)) &&
           (call->made == NULL || (*call->made == NULL) == (*here.made == NULL)) &&
           (call->table == NULL || call->table->rows.length == here.table->rows.length);
    _exit(!same ? DIFFERENT : heap_refusals() > 0 ? SURVIVED : NOTHING_FAILED);
}

/*
 * Whether the child left a message with this word, which is then forgotten. It is Rust's "memory allocation of 80 bytes failed", or
 * that of glibc where a thread that has just begun cannot note its destructors.
 */
static int has_said(const char *words)
{
    char text[400] = "";
    ssize_t len = pread(standard_error, text, sizeof text - 1, 0);
    if (ftruncate(standard_error, 0) != 0 || lseek(standard_error, 0, SEEK_SET) != 0)
        abort();
    return len > 0 && strstr(text, words) != NULL;
}

/* Whether this call gets as far as its nth allocation. */
static int point(const struct call *call, int32_t want, long nth, int lasting)
{
    static uint8_t scrap[1];
    const imhook_buf dirty = {scrap, sizeof scrap};
    char where[80];
    int end = 0;
    pid_t pid;

    snprintf(where, sizeof where, "%s, status %d, allocation %ld", function_names[call->function], (int)want, nth);
    shared->output = shared->error = dirty;
    shared->made = NULL;
    shared->table.schema.release = NULL;
    shared->table.rows.release = NULL;
    fflush(stdout);
    pid = fork();
    if (pid == 0)
        child(call, want, nth, lasting);
    if (pid < 0 || waitpid(pid, &end, 0) != pid)
        abort();
    if (WIFEXITED(end) && WEXITSTATUS(end) == NOTHING_FAILED)
        return 0;
    points++;
    if (WIFSIGNALED(end)) {
        aborted++;
        CHECK_IN(where, WTERMSIG(end) == SIGABRT);
        CHECK_IN(where, has_said("memory"));
        CHECK_IN(where, shared->output.data == scrap || empty(&shared->output));
        CHECK_IN(where, shared->error.data == scrap || empty(&shared->error));
        CHECK_IN(where, shared->made == NULL && shared->table.schema.release == NULL && shared->table.rows.release == NULL);
    } else {
        survived++;
        CHECK_IN(where, WEXITSTATUS(end) == SURVIVED);
        has_said("");
    }
    return 1;
}

/* Every point of one call: memory that comes back, and memory that stays out. */
static void exhaust(const struct call *call, int32_t want)
{
    int lasting;
    for (lasting = 0; lasting <= 1; lasting++) {
        long nth = 1;
        while (point(call, want, nth, lasting))
            nth++;
    }
}

/* The rows of the same input. */
static void exhaust_rows(const struct call *call, int32_t status)
{
    struct call other = call_of_rows(call);
    struct table table;
    imhook_buf error;
    int32_t of_rows;

    other.table = &table;
    other.error = &error;
    of_rows = perform(&other);
    if (tried[other.function][status]++ < TRIED)
        exhaust(&other, of_rows);
    imhook_buf_free(&error);
    release(&table);
}

int32_t around(const struct call *call)
{
    int32_t status = perform(call);

    if (shared == NULL)
        prepare();
    if (call->function == RECEIVE || call->function == PARSE)
        exhaust_rows(call, status);
    if (call->function != RECEIVER_FREE && call->function != BUF_FREE && tried[call->function][status]++ < TRIED)
        exhaust(call, status);
    return status;
}

__attribute__((destructor)) static void closing(void)
{
    int code;

    CHECK(aborted > 0);
    printf("%lu points, %lu aborted, %lu survived\n", points, aborted, survived);
    code = checks_done();
    fflush(stdout);
    if (code != 0)
        _exit(code);
}
