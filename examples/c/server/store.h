/* The table of events: what has happened, each event once however often the platform tells it. */
#ifndef STORE_H
#define STORE_H

struct store;

/* Opens the database, making it where there is none; NULL, once the reason is told, when that fails. */
struct store *store_open(const char *path);

/* Adds the events of a delivery that are not there yet. They are safe when it returns 1; 0, once the reason is told. */
int store_add(struct store *store, const char *delivery);

void store_close(struct store *store);

#endif
