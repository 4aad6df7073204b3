/* What the simulator seals, the receiver opens. */
#include "wps.h"

/* Each as it stands in a seal specification; a string is sealed as its text. */
static const char *const payloads[] = {
    WPS_PLAINTEXT,
    "{}",
    "{\"message\":{\"id\":\"1\",\"type\":\"text\",\"content\":{\"text\":{\"content\":\"\xE4\xBD\xA0\xE5\xA5\xBD \\\" \\\\ \\/ \\u0000\"}}}}",
    "{\"digits\":123456789012345678901234567890.50}",
    "\"{ \\\"spaced\\\" : [ 1 , 2 ] }\"",
    "\"fifteen bytes..\"",
    "\"sixteen bytes...\"",
};

static void opens(const imhook_receiver *receiver, const char *payload)
{
    char *body = seal_body(receiver, payload), *want = (char *)need(strlen(payload) + 1);
    imhook_request request = request_of(body, 0);
    imhook_buf plaintext, report, error;

    if (*payload == '"')
        json_decode(payload, want);
    else
        strcpy(want, payload);
    CHECK_IN(payload, imhook_decrypt(receiver, &request, &plaintext, &error) == IMHOOK_OK);
    CHECK_IN(payload, plaintext.data != NULL && strcmp((const char *)plaintext.data, want) == 0);
    imhook_buf_free(&plaintext);
    imhook_buf_free(&error);
    CHECK_IN(payload, imhook_verify(receiver, &request, &report, &error) == IMHOOK_OK);
    CHECK_IN(payload, report.data != NULL && strstr((const char *)report.data, "\"verified\":true") != NULL);
    imhook_buf_free(&report);
    imhook_buf_free(&error);
    free(want);
    free(body);
}

/* The delivery's raw is the sealed payload, byte for byte. */
static void keeps_raw(const imhook_receiver *receiver)
{
    char *body = seal_body(receiver, WPS_PLAINTEXT);
    imhook_request request = request_of(body, 0);
    imhook_buf delivery, error;

    CHECK(imhook_receive(receiver, &request, &delivery, &error) == IMHOOK_OK);
    CHECK(delivery.data != NULL && strstr((const char *)delivery.data, "\"raw\":" WPS_PLAINTEXT) != NULL);
    CHECK(delivery.data != NULL && strchr((const char *)delivery.data, '\n') == NULL);
    imhook_buf_free(&delivery);
    imhook_buf_free(&error);
    free(body);
}

/* No other key opens what this one sealed. */
static void refuses_strangers(const imhook_receiver *receiver)
{
    imhook_receiver *other = receiver_of(
        "{\"platform\":\"wps\",\"credentials\":{\"app_id\":\"AK123456\",\"app_key\":\"sk098766\"}}");
    char *body = seal_body(other, WPS_PLAINTEXT);
    imhook_request request = request_of(body, 0);
    imhook_buf delivery, error;

    CHECK(imhook_receive(receiver, &request, &delivery, &error) == IMHOOK_SIGNATURE_MISMATCH);
    CHECK(empty(&delivery) && tells(&error, IMHOOK_SIGNATURE_MISMATCH));
    CHECK(error.data != NULL && strstr((const char *)error.data, "sk09876") == NULL);
    imhook_buf_free(&error);
    free(body);
    imhook_receiver_free(other);
}

int main(void)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    size_t i;

    for (i = 0; i < sizeof payloads / sizeof *payloads; i++)
        opens(receiver, payloads[i]);
    keeps_raw(receiver);
    refuses_strangers(receiver);
    imhook_receiver_free(receiver);
    return checks_done();
}
