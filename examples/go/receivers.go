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

const defaultMaxBodyBytes = 1024 * 1024

// endpoint is one receiver, and the table that its events go to.
type endpoint struct {
	path         string
	receiver     *imhook.Receiver
	store        *store
	maxBodyBytes int64
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
		limits := struct {
			MaxBodyBytes int64 `json:"max_body_bytes"`
		}{defaultMaxBodyBytes}
		receiver, err := imhook.NewFromJSON(config)
		if err == nil {
			err = json.Unmarshal(config, &limits)
		}
		if err != nil {
			opened.close()
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		opened[path] = &endpoint{path, receiver, store, limits.MaxBodyBytes}
	}
	return opened, nil
}

func (r receivers) close() {
	for _, endpoint := range r {
		endpoint.receiver.Close()
	}
}

// ServeHTTP goes by the target as it came; r.URL is decoded.
func (r receivers) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	path, _, _ := strings.Cut(request.RequestURI, "?")
	endpoint, isKnown := r[path]
	if !isKnown {
		answerWord(w, http.StatusNotFound, "not_found")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, request.Body, endpoint.maxBodyBytes))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		answerWord(w, http.StatusRequestEntityTooLarge, "too_large")
	case err != nil:
		answerWord(w, http.StatusBadRequest, "incomplete_body")
	default:
		endpoint.answer(w, request, body)
	}
}

// answer receives a request and stores its events: only then does it say that all is well. Whoever called learns the
// name of an error alone; the reason is for the operator.
func (e *endpoint) answer(w http.ResponseWriter, request *http.Request, body []byte) {
	delivery, err := e.receiver.ReceiveJSON(imhook.Request{
		Method: request.Method, Target: request.RequestURI, Header: request.Header, Body: body,
	})
	var refusal *imhook.Error
	if errors.As(err, &refusal) {
		log.Printf("%s: %v", e.path, refusal)
		answerWord(w, refusal.HTTPStatus, refusal.Name)
		return
	}
	if err == nil {
		err = e.store.add(delivery)
	}
	if err != nil {
		log.Printf("%s: not stored: %v", e.path, err)
		answerWord(w, http.StatusInternalServerError, "not_stored")
		return
	}
	reply(w, delivery)
}

// reply sends what the delivery prepares, as it stands.
func reply(w http.ResponseWriter, delivery []byte) {
	var prepared struct{ Reply imhook.Reply }
	if err := json.Unmarshal(delivery, &prepared); err != nil {
		answerWord(w, http.StatusInternalServerError, "internal")
		return
	}
	w.Header().Set("Content-Type", prepared.Reply.ContentType)
	w.WriteHeader(prepared.Reply.Status)
	io.WriteString(w, prepared.Reply.Body)
}

func answerWord(w http.ResponseWriter, status int, word string) {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(status)
	io.WriteString(w, word)
}
