package main

import (
	"database/sql"
	"net/url"

	"github.com/imhook/imhook/bindings/go"
	_ "github.com/mattn/go-sqlite3"
)

// A platform repeats what it sent, so an event is what its key says it is.
const schema = `
CREATE TABLE IF NOT EXISTS events (
    platform TEXT NOT NULL, tenant_id TEXT NOT NULL, id TEXT NOT NULL,
    type TEXT NOT NULL, time_ms INTEGER, event TEXT NOT NULL,
    PRIMARY KEY (platform, tenant_id, id))`

// SQLite takes the delivery apart: each event is stored as it was written, digit for digit. One statement, one transaction.
const insert = `
INSERT OR IGNORE INTO events
SELECT json_extract(value, '$.platform'), coalesce(json_extract(value, '$.tenant_id'), ''),
    json_extract(value, '$.id'), json_extract(value, '$.type'), json_extract(value, '$.time_ms'), value
FROM json_each(?, '$.events')`

// store is the table of events: what has happened, each event once however often the platform tells it.
type store struct {
	database *sql.DB
	insert   *sql.Stmt
}

// openStore makes the database where there is none. With FULL, what is answered is on disk.
func openStore(path string) (*store, error) {
	name := url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: "_journal_mode=WAL&_synchronous=FULL&_busy_timeout=10000"}
	database, err := sql.Open("sqlite3", name.String())
	if err != nil {
		return nil, err
	}
	database.SetMaxOpenConns(1)
	if _, err = database.Exec(schema); err != nil {
		database.Close()
		return nil, err
	}
	statement, err := database.Prepare(insert)
	if err != nil {
		database.Close()
		return nil, err
	}
	return &store{database, statement}, nil
}

// add adds the events of a delivery that are not there yet. They are safe when it returns.
func (s *store) add(delivery *imhook.Delivery) error {
	text, err := delivery.MarshalJSON()
	if err == nil {
		_, err = s.insert.Exec(string(text))
	}
	return err
}

func (s *store) close() error {
	s.insert.Close()
	return s.database.Close()
}
