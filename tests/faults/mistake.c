/* mistake leak | overread: a caller's mistake that a sanitizer must find, to show that it looks. */
#include "../c/wps.h"

int main(int argc, char **argv)
{
    imhook_receiver *receiver = receiver_of(WPS_CONFIG);
    size_t len = strlen(WPS_PLAINTEXT);
    uint8_t *payload = (uint8_t *)need(len);
    imhook_buf delivery;

    memcpy(payload, WPS_PLAINTEXT, len);
    imhook_parse(receiver, payload, len + (argc == 2 && strcmp(argv[1], "overread") == 0), &delivery, NULL);
    if (argc != 2 || strcmp(argv[1], "leak") != 0)
        imhook_buf_free(&delivery);
    delivery.data = NULL;
    free(payload);
    imhook_receiver_free(receiver);
    return 0;
}
