/* Runs a program on a thread with a stack of 128 KiB, and says how much of that was touched. Linked with --wrap=main. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { STACK = 128 << 10, GUARD = 64 << 10, PAINT = 0xA5 };

int __real_main(int argc, char **argv);
int __wrap_main(int argc, char **argv);

struct program {
    int argc, code;
    char **argv;
    const unsigned char *top; /* where its part of the stack begins; above are glibc's own data of the thread */
};

static void *run(void *argument)
{
    struct program *program = argument;
    program->top = (const unsigned char *)__builtin_frame_address(0);
    program->code = __real_main(program->argc, program->argv);
    return NULL;
}

int __wrap_main(int argc, char **argv)
{
    struct program program = {argc, 1, argv, NULL};
    unsigned char *mapped = mmap(NULL, GUARD + STACK, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned char *stack = mapped + GUARD, *lowest = stack;
    pthread_attr_t attributes;
    pthread_t thread;

    if (mapped == MAP_FAILED || mprotect(stack, STACK, PROT_READ | PROT_WRITE) != 0)
        abort();
    memset(stack, PAINT, STACK);
    pthread_attr_init(&attributes);
    if (pthread_attr_setstack(&attributes, stack, STACK) != 0 || pthread_create(&thread, &attributes, run, &program) != 0 ||
        pthread_join(thread, NULL) != 0)
        abort();
    while (lowest < program.top && *lowest == PAINT)
        lowest++;
    printf("stack: %ld bytes\n", (long)(program.top - lowest));
    return program.code;
}
