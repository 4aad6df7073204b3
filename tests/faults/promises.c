/*
 * What include/imhook.h promises to a caller who is careless within what it allows: inputs are read, never past their end, and not
 * kept; outputs hold something or nothing; a buffer is freed once however often it is given back.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "../c/wps.h"
#include "heap.h"

/* A copy of an input whose last byte is the last that may be read, and of which none may be written. */
struct walled {
    char *mapped;
    const char *data;
    size_t len, size;
};

static struct walled wall(const char *text, size_t len)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), inside = (len + page - 1) / page * page;
    struct walled walled = {NULL, NULL, len, inside + page};

    walled.mapped = mmap(NULL, walled.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (walled.mapped == MAP_FAILED)
        abort();
    memcpy(walled.mapped + inside - len, text, len);
    if (mprotect(walled.mapped, inside, PROT_READ) != 0 || mprotect(walled.mapped + inside, page, PROT_NONE) != 0)
        abort();
    walled.data = walled.mapped + inside - len;
    return walled;
}

static void unwall(struct walled *walled)
{
    munmap(walled->mapped, walled->size);
}

/* A request all of whose parts end at a wall. */
static void read_only_to_the_end(void)
{
    struct walled config = wall(WPS_CONFIG, strlen(WPS_CONFIG)), body = wall(WPS_BODY, strlen(WPS_BODY));
    struct walled plain = wall(WPS_PLAINTEXT, strlen(WPS_PLAINTEXT)), method = wall("POST", 4);
    struct walled target = wall("/hook?a=b", 9), headers = wall("X-Name: value", 13);
    struct walled spec = wall(WPS_SPEC("{}"), strlen(WPS_SPEC("{}")));
    imhook_request request = wps_request();
    imhook_receiver *receiver;
    imhook_buf output, error;
    size_t cut;

    CHECK(imhook_receiver_new(config.data, config.len, &receiver, NULL) == IMHOOK_OK);
    request.method = method.data;
    request.method_len = method.len;
    request.target = target.data;
    request.target_len = target.len;
    request.headers = headers.data;
    request.headers_len = headers.len;
    request.body = (const uint8_t *)body.data;
    CHECK(imhook_receive(receiver, &request, &output, NULL) == IMHOOK_OK);
    imhook_buf_free(&output);
    CHECK(imhook_diagnose(receiver, &request, &output, NULL) == IMHOOK_OK);
    imhook_buf_free(&output);
    CHECK(imhook_seal(receiver, (const uint8_t *)spec.data, spec.len, &output, NULL) == IMHOOK_OK);
    imhook_buf_free(&output);
    for (cut = 0; cut <= plain.len; cut++) {
        CHECK((imhook_parse(receiver, (const uint8_t *)plain.data + cut, plain.len - cut, &output, &error) == IMHOOK_OK) == (cut == 0));
        imhook_buf_free(&output);
        imhook_buf_free(&error);
    }
    for (cut = 1; cut <= body.len; cut++) {
        request.body = (const uint8_t *)body.data + cut;
        request.body_len = body.len - cut;
        CHECK(imhook_receive(receiver, &request, &output, &error) != IMHOOK_OK);
        CHECK(empty(&output) && well_formed(&error));
        imhook_buf_free(&error);
    }
    imhook_receiver_free(receiver);
    unwall(&config);
    unwall(&body);
    unwall(&plain);
    unwall(&method);
    unwall(&target);
    unwall(&headers);
    unwall(&spec);
}

/* A configuration and a request may be overwritten and freed as soon as the function that took them has returned. */
static void nothing_is_kept(void)
{
    char *config = strdup(WPS_CONFIG), *body = strdup(WPS_BODY);
    imhook_request request = request_of(body, WPS_NOW_MS), good = wps_request();
    imhook_receiver *receiver = receiver_of(config);
    imhook_buf from_copy, from_good;

    memset(config, '#', strlen(config));
    free(config);
    CHECK(imhook_receive(receiver, &request, &from_copy, NULL) == IMHOOK_OK);
    memset(body, '#', strlen(body));
    free(body);
    memset(&request, '#', sizeof request);
    CHECK(imhook_receive(receiver, &good, &from_good, NULL) == IMHOOK_OK);
    imhook_receiver_free(receiver);
    CHECK(same_bytes(&from_copy, &from_good) && well_formed(&from_copy));
    imhook_buf_free(&from_copy);
    imhook_buf_free(&from_good);
}

/* A delivery outlives its receiver, may be written to within its length, and is zeroed when it is freed. */
static void a_buffer_is_the_callers(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    imhook_request request = wps_request();
    imhook_buf moved, delivery;
    long live;

    CHECK(imhook_receive(receiver, &request, &delivery, NULL) == IMHOOK_OK);
    imhook_receiver_free(receiver);
    memset(delivery.data, '#', delivery.len);
    moved = delivery;
    delivery.data = NULL;
    delivery.len = 0;

    live = heap_live();
    heap_watch();
    imhook_buf_free(&moved);
    CHECK(heap_watched() == 0);
    CHECK(heap_live() == live - 1);
    CHECK(empty(&moved));
    imhook_buf_free(&moved);
    imhook_buf_free(&delivery);
    imhook_buf_free(NULL);
    CHECK(heap_live() == live - 1);
}

/* What a call has cleared can be read, freed and handed to the next call. */
static void a_cleared_output_is_usable(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    imhook_request good = wps_request(), late = good;
    imhook_buf output = {NULL, 0}, error = {NULL, 0};
    long live = heap_live();
    int i;

    late.now_ms += 301 * 1000;
    for (i = 0; i < 3; i++) {
        CHECK(imhook_receive(receiver, &late, &output, &error) == IMHOOK_STALE_TIMESTAMP);
        CHECK(empty(&output) && tells(&error, IMHOOK_STALE_TIMESTAMP));
        imhook_buf_free(&output);
        imhook_buf_free(&error);
        CHECK(imhook_receive(receiver, &good, &output, &error) == IMHOOK_OK);
        CHECK(well_formed(&output) && empty(&error));
        imhook_buf_free(&output);
        imhook_buf_free(&output);
        imhook_buf_free(&error);
        CHECK(heap_live() == live);
    }
    imhook_receiver_free(receiver);
    imhook_receiver_free(NULL);
}

int main(void)
{
    read_only_to_the_end();
    nothing_is_kept();
    a_buffer_is_the_callers();
    a_cleared_output_is_usable();
    return checks_done();
}
