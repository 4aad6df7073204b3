/* Everything that a distributed library must not be; tests/dist/run links it so. Each check of library.py must notice. */
#include <sys/random.h>

int wrong_symbol(void *bytes)
{
    return getrandom(bytes, 1, 0) == 1; /* since glibc 2.25 */
}

const char *wrong_path(void)
{
    return "/home/builder/imhook/src/lib.rs";
}

__asm__(".text\n .quad wrong_symbol\n .section .note.GNU-stack,\"x\",@progbits\n"); /* a text relocation; an executable stack */
