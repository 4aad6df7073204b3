/* The header stands alone, and may be included twice. */
#include <imhook.h>
#include <imhook.h>

int main(void)
{
    return imhook_abi_version() == IMHOOK_ABI_VERSION ? 0 : 1;
}
