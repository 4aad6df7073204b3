/* A published WPS callback and the means to seal more of them. */
#ifndef WPS_H
#define WPS_H

#include "check.h"
#include "json.h"

#define WPS_CONFIG "{\"platform\":\"wps\",\"credentials\":{\"app_id\":\"AK123456\",\"app_key\":\"sk098765\"}}"
#define WPS_NOW_MS 1704074400000
#define WPS_PLAINTEXT \
    "{\"chat\":{\"id\":\"8225957\",\"type\":\"p2p\"},\"company_id\":\"eueue\",\"message\":{\"content\":{\"text\":" \
    "{\"content\":\"666\"}},\"id\":\"w7i5fgFzh6uRtOTN\",\"type\":\"text\"},\"send_time\":1734426254026," \
    "\"sender\":{\"id\":\"erueru\",\"type\":\"user\"}}"
#define WPS_BODY \
    "{\"topic\":\"kso.app_chat.message\",\"operation\":\"create\",\"time\":1704074400,\"nonce\":\"71a2b3c4d5e6f707\"," \
    "\"signature\":\"oMi26Gi__a3wgupLmd_x7Gabk0Xc3xoNBzIXsKuQAeo\",\"encrypted_data\":\"" \
    "A3tcXqKItKmKjN14YMVkScHg/m6q6F7SnGIpoivOWSQiFjW+9MwfvNb8Y/dtSTyvypOtQRr956SE2GRVL78NWZ11EmUq4X8+j1x6rg9uk0bf" \
    "MVXOdof2fgSeEJylgcPgMsqouuTslbzXNRiL5u0WWZSbLbo3/BnrQiJa8zKp34nq3XciLtUw/7v8gieSTqY2mFCJQX1feK+xFgf7lkUFIVxh" \
    "nrPeL6RhO6ZVS7VfGtpElxYYbj4W8LaiyteDcz2sU2CgwBRgPBREfGY7fH8yJDvZSimVYSmZENhKWxAOQe4=\"}"

/* A seal specification around a payload, given as JSON text. */
#define WPS_SPEC(payload) \
    "{\"kind\":\"callback\",\"topic\":\"kso.app_chat.message\",\"operation\":\"create\",\"payload\":" payload "}"

static inline imhook_request request_of(const char *body, int64_t now_ms)
{
    imhook_request request;
    memset(&request, 0, sizeof request);
    request.body = (const uint8_t *)body;
    request.body_len = strlen(body);
    request.now_ms = now_ms;
    return request;
}

static inline imhook_request wps_request(void)
{
    return request_of(WPS_BODY, WPS_NOW_MS);
}

static inline imhook_receiver *receiver_of(const char *config)
{
    imhook_receiver *receiver;
    imhook_buf error;
    if (imhook_receiver_new(config, strlen(config), &receiver, &error) != IMHOOK_OK) {
        fprintf(stderr, "no receiver: %s\n", (const char *)error.data);
        abort();
    }
    return receiver;
}

/* The body of a callback sealed for one payload, itself JSON text; the caller frees it. */
static inline char *seal_body(const imhook_receiver *receiver, const char *payload)
{
    size_t room = sizeof WPS_SPEC("") + strlen(payload);
    char *spec = (char *)need(room), *text = NULL;
    imhook_buf sealed, error;

    snprintf(spec, room, WPS_SPEC("%s"), payload);
    if (CHECK(imhook_seal(receiver, (const uint8_t *)spec, strlen(spec), &sealed, &error) == IMHOOK_OK)) {
        const char *body = json_get((const char *)sealed.data, "body");
        CHECK(well_formed(&sealed) && empty(&error));
        text = (char *)need(sealed.len);
        if (CHECK(body != NULL))
            json_decode(body, text);
    } else {
        fprintf(stderr, "not sealed: %s\n", (const char *)error.data);
        abort();
    }
    imhook_buf_free(&sealed);
    imhook_buf_free(&error);
    free(spec);
    return text;
}

/* The status that an error object names, -1 when it is not one. */
static inline long error_status(const char *json)
{
    const char *error = json_get(json, "error");
    const char *status = error != NULL ? json_get(error, "status") : NULL;
    return status != NULL ? strtol(status, NULL, 10) : -1;
}

/* Whether an error buffer is one line that names this status, with a message. */
static inline int tells(const imhook_buf *error, int32_t status)
{
    const char *json = (const char *)error->data, *details, *name, *message;
    if (error->data == NULL || !well_formed(error) || strchr(json, '\n') != NULL || error_status(json) != status)
        return 0;
    details = json_get(json, "error");
    name = json_get(details, "name");
    message = json_get(details, "message");
    return name != NULL && json_same_text(name + 1, imhook_status_name(status)) && message != NULL && *message == '"';
}

#endif
