#include "store.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

/* A platform repeats what it sent, so an event is what its key says it is. FULL: an answer means that it is on disk. */
static const char schema[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "CREATE TABLE IF NOT EXISTS events ("
    " platform TEXT NOT NULL, tenant_id TEXT NOT NULL, id TEXT NOT NULL,"
    " type TEXT NOT NULL, time_ms INTEGER, event TEXT NOT NULL,"
    " PRIMARY KEY (platform, tenant_id, id))";

/* SQLite takes the delivery apart: each event is stored as it was written, digit for digit. */
static const char insert[] =
    "INSERT OR IGNORE INTO events "
    "SELECT json_extract(value, '$.platform'), coalesce(json_extract(value, '$.tenant_id'), ''),"
    " json_extract(value, '$.id'), json_extract(value, '$.type'), json_extract(value, '$.time_ms'), value "
    "FROM json_each(?, '$.events')";

struct store {
    sqlite3 *database;
    sqlite3_stmt *insert;
    pthread_mutex_t turn;
};

static struct store *fail(struct store *store, const char *what)
{
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(store->database));
    store_close(store);
    return NULL;
}

struct store *store_open(const char *path)
{
    struct store *store = (struct store *)calloc(1, sizeof *store);

    if (store == NULL)
        return NULL;
    pthread_mutex_init(&store->turn, NULL);
    if (sqlite3_open(path, &store->database) != SQLITE_OK)
        return fail(store, path);
    sqlite3_busy_timeout(store->database, 10000);
    if (sqlite3_exec(store->database, schema, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(store->database, insert, -1, &store->insert, NULL) != SQLITE_OK)
        return fail(store, path);
    return store;
}

/* One statement is one transaction. */
int store_add(struct store *store, const char *delivery)
{
    int is_stored;

    pthread_mutex_lock(&store->turn);
    sqlite3_bind_text(store->insert, 1, delivery, -1, SQLITE_STATIC);
    is_stored = sqlite3_step(store->insert) == SQLITE_DONE;
    if (!is_stored)
        fprintf(stderr, "not stored: %s\n", sqlite3_errmsg(store->database));
    sqlite3_reset(store->insert);
    sqlite3_clear_bindings(store->insert);
    pthread_mutex_unlock(&store->turn);
    return is_stored;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    sqlite3_finalize(store->insert);
    sqlite3_close(store->database);
    pthread_mutex_destroy(&store->turn);
    free(store);
}
