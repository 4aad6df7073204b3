#include "http.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define THREADS 4
#define IDLE_SECONDS 10
#define GRACE_SECONDS 10

struct http {
    struct MHD_Daemon *daemon;
    const struct endpoint *endpoints;
    struct store *store;
    pthread_mutex_t lock;
    pthread_cond_t all_answered;
    unsigned in_flight;
    int is_stopping;
};

struct bytes {
    char *data;
    size_t len, room;
};

/* A request while it comes in. */
struct exchange {
    char *target;
    const struct endpoint *endpoint;
    struct bytes headers, body;
    size_t over; /* bytes past the cap */
    int has_begun;
};

static int append(struct bytes *bytes, const char *data, size_t len)
{
    if (bytes->room - bytes->len < len) {
        size_t room = 2 * bytes->len + len + 1024;
        char *larger = (char *)realloc(bytes->data, room);
        if (larger == NULL)
            return 0;
        bytes->data = larger;
        bytes->room = room;
    }
    memcpy(bytes->data + bytes->len, data, len);
    bytes->len += len;
    return 1;
}

/* The first that is known of a request: its target before libmicrohttpd decodes it, as some signatures cover it. */
static void *begin_exchange(void *cls, const char *target, struct MHD_Connection *connection)
{
    struct http *http = (struct http *)cls;
    struct exchange *exchange = (struct exchange *)calloc(1, sizeof *exchange);

    (void)connection;
    pthread_mutex_lock(&http->lock);
    http->in_flight++;
    pthread_mutex_unlock(&http->lock);
    if (exchange != NULL)
        exchange->target = strdup(target);
    return exchange;
}

static void end_exchange(void *cls, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode why)
{
    struct http *http = (struct http *)cls;
    struct exchange *exchange = (struct exchange *)*context;

    (void)connection;
    (void)why;
    if (exchange != NULL) {
        free(exchange->target);
        free(exchange->headers.data);
        free(exchange->body.data);
        free(exchange);
        *context = NULL;
    }
    pthread_mutex_lock(&http->lock);
    if (--http->in_flight == 0)
        pthread_cond_signal(&http->all_answered);
    pthread_mutex_unlock(&http->lock);
}

/* Sends an answer, and frees it. */
static enum MHD_Result send_answer(struct http *http, struct MHD_Connection *connection, struct answer answer)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(answer.body_len, answer.body, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result is_queued = MHD_NO;
    int is_stopping;

    pthread_mutex_lock(&http->lock);
    is_stopping = http->is_stopping;
    pthread_mutex_unlock(&http->lock);
    if (response != NULL) {
        if (answer.content_type != NULL)
            MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer.content_type);
        if (is_stopping)
            MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
        is_queued = MHD_queue_response(connection, answer.status, response);
        MHD_destroy_response(response);
    }
    answer_free(&answer);
    return is_queued;
}

/* The head has come: what cannot be received is answered before its body is read. */
static enum MHD_Result take_head(struct http *http, struct MHD_Connection *connection, struct exchange *exchange)
{
    const char *length = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);

    exchange->endpoint = endpoints_find(http->endpoints, exchange->target);
    if (exchange->endpoint == NULL)
        return send_answer(http, connection, answer_word(404, "not_found"));
    if (length != NULL && strtoull(length, NULL, 10) > exchange->endpoint->max_body_bytes)
        return send_answer(http, connection, answer_word(413, imhook_status_name(IMHOOK_TOO_LARGE)));
    return MHD_YES;
}

/* A body of unknown length can be answered at its end only: past the cap it is dropped, past twice the cap cut off. */
static enum MHD_Result take_body(struct exchange *exchange, const char *data, size_t len)
{
    size_t cap = exchange->endpoint->max_body_bytes, left = cap - exchange->body.len;
    size_t kept = len < left ? len : left;

    exchange->over += len - kept;
    return append(&exchange->body, data, kept) && exchange->over <= cap ? MHD_YES : MHD_NO;
}

static enum MHD_Result take_header(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct bytes *headers = (struct bytes *)cls;

    (void)kind;
    if (value == NULL)
        value = "";
    return append(headers, name, strlen(name)) && append(headers, ": ", 2) && append(headers, value, strlen(value)) &&
                   append(headers, "\r\n", 2)
               ? MHD_YES
               : MHD_NO;
}

static enum MHD_Result take_end(struct http *http, struct MHD_Connection *connection, const char *method,
                                struct exchange *exchange)
{
    imhook_request request = {0};

    if (exchange->over > 0)
        return send_answer(http, connection, answer_word(413, imhook_status_name(IMHOOK_TOO_LARGE)));
    MHD_get_connection_values(connection, MHD_HEADER_KIND, take_header, &exchange->headers);
    request.method = method;
    request.method_len = strlen(method);
    request.target = exchange->target;
    request.target_len = strlen(exchange->target);
    request.headers = exchange->headers.data;
    request.headers_len = exchange->headers.len;
    request.body = (const uint8_t *)exchange->body.data;
    request.body_len = exchange->body.len;
    return send_answer(http, connection, endpoint_answer(exchange->endpoint, http->store, &request));
}

/* Called with the head, then with each part of the body, then once more. */
static enum MHD_Result handle(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *data, size_t *len, void **context)
{
    struct http *http = (struct http *)cls;
    struct exchange *exchange = (struct exchange *)*context;
    size_t came = *len;

    (void)url;
    (void)version;
    if (exchange == NULL || exchange->target == NULL)
        return MHD_NO;
    if (!exchange->has_begun) {
        exchange->has_begun = 1;
        return take_head(http, connection, exchange);
    }
    *len = 0;
    return came > 0 ? take_body(exchange, data, came) : take_end(http, connection, method, exchange);
}

struct http *http_start(uint16_t port, const struct endpoint *endpoints, struct store *store)
{
    struct http *http = (struct http *)calloc(1, sizeof *http);
    struct sockaddr_in address;

    if (http == NULL)
        return NULL;
    http->endpoints = endpoints;
    http->store = store;
    pthread_mutex_init(&http->lock, NULL);
    pthread_cond_init(&http->all_answered, NULL);
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    http->daemon = MHD_start_daemon(
        MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG, port, NULL, NULL, handle, http,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, http,
        MHD_OPTION_NOTIFY_COMPLETED, end_exchange, http, MHD_OPTION_END);
    if (http->daemon == NULL) {
        free(http);
        return NULL;
    }
    return http;
}

uint16_t http_port(const struct http *http)
{
    return MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void http_stop(struct http *http)
{
    MHD_socket listener = MHD_quiesce_daemon(http->daemon);
    struct timespec deadline;

    /* Connections that nobody would accept are refused from here on; closing it must wait for the daemon's end. */
    shutdown(listener, SHUT_RDWR);
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += GRACE_SECONDS;
    pthread_mutex_lock(&http->lock);
    http->is_stopping = 1;
    while (http->in_flight > 0 && pthread_cond_timedwait(&http->all_answered, &http->lock, &deadline) == 0)
        continue;
    pthread_mutex_unlock(&http->lock);
    MHD_stop_daemon(http->daemon);
    close(listener);
    pthread_cond_destroy(&http->all_answered);
    pthread_mutex_destroy(&http->lock);
    free(http);
}
