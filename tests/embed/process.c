/*
 * What a process may do around the library: process CONFIG BODY NOW_MS loads it, forks, unloads it, and looks at what it
 * might have changed.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <imhook.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char config[1 << 16], body[1 << 20];
static imhook_request request;
static imhook_receiver *receiver;

static __typeof__(&imhook_receiver_new) receiver_new;
static __typeof__(&imhook_receiver_free) receiver_free;
static __typeof__(&imhook_receive) receive;
static __typeof__(&imhook_buf_free) buf_free;

static size_t read_file(const char *path, char *into, size_t room)
{
    FILE *file = fopen(path, "rb");
    size_t len = file != NULL ? fread(into, 1, room, file) : 0;
    if (file != NULL)
        fclose(file);
    return len;
}

static int received(void)
{
    imhook_buf delivery, error;
    int32_t status = receive(receiver, &request, &delivery, &error);
    buf_free(&delivery);
    buf_free(&error);
    return status == IMHOOK_OK;
}

static void *received_in_thread(void *unused)
{
    (void)unused;
    return received() ? receiver : NULL;
}

static void told(const char *what, int good)
{
    printf("%s: %s\n", what, good ? "yes" : "no");
    fflush(stdout);
}

static int entries(const char *path)
{
    DIR *directory = opendir(path);
    int count = 0;
    while (directory != NULL && readdir(directory) != NULL)
        count++;
    if (directory != NULL)
        closedir(directory);
    return count;
}

/* The mask, and the handler of each signal. */
static void signals(sigset_t *mask, void (*handlers[NSIG])(int))
{
    int number;
    sigprocmask(SIG_BLOCK, NULL, mask);
    for (number = 1; number < NSIG; number++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        sigaction(number, NULL, &action);
        handlers[number] = action.sa_handler;
    }
}

static int works_after_fork(void)
{
    int status = 1;
    pid_t child = fork();
    if (child == 0) {
        int good = received();
        receiver_free(receiver);
        _exit(good ? 0 : 1);
    }
    waitpid(child, &status, 0);
    return status == 0 && received();
}

static int works_in_a_thread(void)
{
    pthread_t thread;
    void *result = NULL;
    return pthread_create(&thread, NULL, received_in_thread, NULL) == 0 && pthread_join(thread, &result) == 0 && result != NULL;
}

int main(int argc, char **argv)
{
    static void (*before[NSIG])(int), (*after[NSIG])(int);
    sigset_t mask_before, mask_after;
    int descriptors = entries("/proc/self/fd");
    void *library;

    memset(&mask_before, 0, sizeof mask_before);
    memset(&mask_after, 0, sizeof mask_after);
    signals(&mask_before, before);
    library = dlopen("libimhook.so.1", RTLD_NOW);
    if (argc != 4 || library == NULL)
        return 1;
    *(void **)&receiver_new = dlsym(library, "imhook_receiver_new");
    *(void **)&receiver_free = dlsym(library, "imhook_receiver_free");
    *(void **)&receive = dlsym(library, "imhook_receive");
    *(void **)&buf_free = dlsym(library, "imhook_buf_free");
    request.body = (const uint8_t *)body;
    request.body_len = read_file(argv[2], body, sizeof body);
    request.now_ms = atoll(argv[3]);

    told("makes a receiver", receiver_new(config, read_file(argv[1], config, sizeof config), &receiver, NULL) == IMHOOK_OK);
    told("receives", received());
    told("works in parent and child after fork", works_after_fork());
    dlclose(library);
    told("works after dlclose", received());
    told("works in a thread that ends after dlclose", works_in_a_thread());
    receiver_free(receiver);

    signals(&mask_after, after);
    told("leaves signals alone", memcmp(before, after, sizeof before) == 0 && memcmp(&mask_before, &mask_after, sizeof mask_before) == 0);
    told("leaves no descriptor", entries("/proc/self/fd") == descriptors);
    told("leaves no thread", entries("/proc/self/task") == 3);
    return 0;
}
