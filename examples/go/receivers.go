package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/imhook/imhook/bindings/go"
)

// endpoint is one receiver, and the table that its events go to.
type endpoint struct {
	path     string
	receiver *imhook.Receiver
	store    *store
}

// receivers are the endpoints of a configuration, by path.
type receivers map[string]*endpoint

// openReceivers reads a JSON object that gives each path the configuration of its receiver.
func openReceivers(config string, store *store) (receivers, error) {
	text, err := os.ReadFile(config)
	if err != nil {
		return nil, err
	}
	var configs map[string]json.RawMessage
	if err := json.Unmarshal(text, &configs); err != nil {
		return nil, fmt.Errorf("%s: %w", config, err)
	}
	opened := receivers{}
	for path, config := range configs {
		receiver, err := imhook.NewFromJSON(config)
		if err != nil {
			opened.close()
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		opened[path] = &endpoint{path, receiver, store}
	}
	return opened, nil
}

func (r receivers) close() {
	for _, endpoint := range r {
		endpoint.receiver.Close()
	}
}

// ServeHTTP goes by the target as it came; request.URL is decoded.
func (r receivers) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	path, _, _ := strings.Cut(request.RequestURI, "?")
	if endpoint, isKnown := r[path]; isKnown {
		endpoint.answer(w, request)
	} else {
		send(w, http.StatusNotFound, "text/plain", "not_found")
	}
}

// answer receives a request and stores its events: only then does it say that all is well. Whoever called learns the
// name of an error alone; the reason is for the operator.
func (e *endpoint) answer(w http.ResponseWriter, request *http.Request) {
	delivery, err := e.receiver.ReceiveHTTP(request)
	if err == nil {
		err = e.store.add(delivery)
	}
	var refusal *imhook.Error
	switch {
	case err == nil:
		send(w, delivery.Reply.Status, delivery.Reply.ContentType, delivery.Reply.Body)
	case errors.As(err, &refusal):
		log.Printf("%s: %v", e.path, refusal)
		send(w, refusal.HTTPStatus, "text/plain", refusal.Name)
	default:
		log.Printf("%s: not stored: %v", e.path, err)
		send(w, http.StatusInternalServerError, "text/plain", "not_stored")
	}
}

func send(w http.ResponseWriter, status int, contentType, body string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	io.WriteString(w, body)
}
