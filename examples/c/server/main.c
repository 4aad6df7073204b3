/* Receives the callbacks of every platform over HTTP and keeps their events in SQLite, until SIGTERM or SIGINT. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http.h"

static const char usage[] =
    "usage: server CONFIG DATABASE [--port N]\n"
    "  CONFIG     a JSON file: {\"/path\": {a receiver's configuration}, ...}\n"
    "  DATABASE   where the events go; made where there is none\n"
    "  --port N   8080 unless given; 0 is any free one\n";

static int serve(uint16_t port, const struct endpoint *endpoints, struct store *store)
{
    struct http *http;
    sigset_t stop;
    int came;

    /* Blocked here, hence in every thread that is started: only sigwait sees them. */
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);

    http = http_start(port, endpoints, store);
    if (http == NULL) {
        fprintf(stderr, "cannot listen on port %u: %s\n", (unsigned)port, strerror(errno));
        return EXIT_FAILURE;
    }
    printf("listening on http://127.0.0.1:%u\n", (unsigned)http_port(http));
    fflush(stdout);
    sigwait(&stop, &came);
    http_stop(http);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    struct endpoint *endpoints;
    struct store *store;
    long port = 8080;
    char *rest = argv[argc - 1];
    int code = EXIT_FAILURE;

    if (argc == 5 && strcmp(argv[3], "--port") == 0)
        port = strtol(argv[4], &rest, 10);
    if ((argc != 3 && argc != 5) || (argc == 5 && *rest != '\0') || port < 0 || port > 65535) {
        fputs(usage, stderr);
        return 2;
    }
    endpoints = endpoints_open(argv[1]);
    store = endpoints != NULL ? store_open(argv[2]) : NULL;
    if (store != NULL)
        code = serve((uint16_t)port, endpoints, store);
    store_close(store);
    endpoints_close(endpoints);
    return code;
}
