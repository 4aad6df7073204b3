#include "endpoints.h"

#include <stdlib.h>
#include <string.h>

#include "../example.h"

#define DEFAULT_MAX_BODY_BYTES (1024 * 1024)

/* The decoded string at value, which the caller frees; NULL when there is none. */
static char *decoded(const char *value, size_t *len)
{
    char *text = value != NULL && *value == '"' ? (char *)malloc(strlen(value)) : NULL;

    *len = text != NULL ? json_decode(value, text) : 0;
    return text;
}

/* Makes the endpoint whose path is the key of an object; NULL when its configuration is wrong. */
static struct endpoint *open_endpoint(const char *key, const char *config)
{
    struct endpoint *endpoint = (struct endpoint *)calloc(1, sizeof *endpoint);
    const char *end = config != NULL ? json_end(config) : NULL, *cap;
    imhook_buf error = {NULL, 0};
    int32_t status;
    size_t len;

    if (endpoint == NULL || end == NULL) {
        free(endpoint);
        return NULL;
    }
    endpoint->path = decoded(key, &len);
    status = imhook_receiver_new(config, (size_t)(end - config), &endpoint->receiver, &error);
    if (status != IMHOOK_OK || endpoint->path == NULL) {
        print_error(endpoint->path, status, &error);
        endpoints_close(endpoint);
        endpoint = NULL;
    } else {
        cap = json_get(config, "max_body_bytes");
        endpoint->max_body_bytes = cap != NULL ? strtoul(cap, NULL, 10) : DEFAULT_MAX_BODY_BYTES;
    }
    imhook_buf_free(&error);
    return endpoint;
}

struct endpoint *endpoints_open(const char *path)
{
    size_t len;
    char *config = read_file(path, &len);
    const char *object = config != NULL ? json_space(config) : NULL, *key, *value;
    struct endpoint *first = NULL, *endpoint;

    if (object == NULL || *object != '{' || (key = json_first(object)) == NULL) {
        fprintf(stderr, "%s: expected an object of paths and configurations\n", path);
        free(config);
        return NULL;
    }
    for (; key != NULL; key = json_next(value)) {
        value = json_value(key);
        endpoint = open_endpoint(key, value);
        if (endpoint == NULL) {
            endpoints_close(first);
            first = NULL;
            break;
        }
        endpoint->next = first;
        first = endpoint;
    }
    free(config);
    return first;
}

const struct endpoint *endpoints_find(const struct endpoint *first, const char *target)
{
    size_t len = strcspn(target, "?");

    for (; first != NULL; first = first->next)
        if (strncmp(first->path, target, len) == 0 && first->path[len] == '\0')
            break;
    return first;
}

/* The reply that a delivery prepares, as it stands. */
static struct answer reply(const char *delivery)
{
    const char *object = json_get(delivery, "reply");
    const char *status = object != NULL ? json_get(object, "status") : NULL;
    struct answer answer = {200, NULL, NULL, 0};
    size_t len;

    if (status != NULL) {
        answer.status = (unsigned)strtoul(status, NULL, 10);
        answer.content_type = decoded(json_get(object, "content_type"), &len);
        answer.body = decoded(json_get(object, "body"), &answer.body_len);
    }
    return answer;
}

/* Whoever called learns the name of the error alone; the reason is for the operator. */
static struct answer refusal(const struct endpoint *endpoint, int32_t status, const imhook_buf *error)
{
    const char *details = error->data != NULL ? json_get((const char *)error->data, "error") : NULL;
    const char *http_status = details != NULL ? json_get(details, "http_status") : NULL;

    print_error(endpoint->path, status, error);
    return answer_word(http_status != NULL ? (unsigned)strtoul(http_status, NULL, 10) : 500, imhook_status_name(status));
}

struct answer endpoint_answer(const struct endpoint *endpoint, struct store *store, const imhook_request *request)
{
    imhook_buf delivery, error;
    struct answer answer;
    int32_t status = imhook_receive(endpoint->receiver, request, &delivery, &error);

    if (status != IMHOOK_OK)
        answer = refusal(endpoint, status, &error);
    else if (store_add(store, (const char *)delivery.data))
        answer = reply((const char *)delivery.data);
    else
        answer = answer_word(500, "not_stored");
    imhook_buf_free(&delivery);
    imhook_buf_free(&error);
    return answer;
}

struct answer answer_word(unsigned status, const char *word)
{
    struct answer answer = {status, strdup("text/plain"), strdup(word), strlen(word)};
    return answer;
}

void answer_free(struct answer *answer)
{
    free(answer->content_type);
    free(answer->body);
}

void endpoints_close(struct endpoint *first)
{
    while (first != NULL) {
        struct endpoint *next = first->next;
        imhook_receiver_free(first->receiver);
        free(first->path);
        free(first);
        first = next;
    }
}
