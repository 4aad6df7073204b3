/* Prints the layout of the ABI's structs as the C compiler sees it: what every other language must compute too. */
#include <imhook.h>
#include <stdio.h>

#define FIELD(type, name) printf(#type "." #name " at %zu\n", offsetof(type, name))

int main(void)
{
    printf("imhook_buf of %zu\n", sizeof(imhook_buf));
    FIELD(imhook_buf, data);
    FIELD(imhook_buf, len);
    printf("imhook_request of %zu\n", sizeof(imhook_request));
    FIELD(imhook_request, method);
    FIELD(imhook_request, method_len);
    FIELD(imhook_request, target);
    FIELD(imhook_request, target_len);
    FIELD(imhook_request, headers);
    FIELD(imhook_request, headers_len);
    FIELD(imhook_request, body);
    FIELD(imhook_request, body_len);
    FIELD(imhook_request, now_ms);
    return 0;
}
