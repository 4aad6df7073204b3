/* The HTTP side, on libmicrohttpd: each request reaches its endpoint as it was received, raw target, headers and body. */
#ifndef HTTP_H
#define HTTP_H

#include <stdint.h>

#include "endpoints.h"

struct http;

/* Serves on 127.0.0.1, in its own threads; NULL when that port cannot be had. Port 0 is any free one. */
struct http *http_start(uint16_t port, const struct endpoint *endpoints, struct store *store);

/* The port that it serves on. */
uint16_t http_port(const struct http *http);

/* Takes no more connections, answers what has begun, and frees everything. */
void http_stop(struct http *http);

#endif
