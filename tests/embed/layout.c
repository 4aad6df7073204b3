/*
 * Prints the layout of the ABI's structs as a C compiler sees it: what every other language must compute too. The header
 * that declares them is named on the command line.
 */
#include <stddef.h>
#include <stdio.h>

#define SIZE(type) printf(#type " of %lu\n", (unsigned long)sizeof(type))
#define FIELD(type, name) \
    printf(#type "." #name " at %lu of %lu\n", (unsigned long)offsetof(type, name), (unsigned long)sizeof ((type *)NULL)->name)

int main(void)
{
    SIZE(imhook_buf);
    FIELD(imhook_buf, data);
    FIELD(imhook_buf, len);
    SIZE(imhook_request);
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
