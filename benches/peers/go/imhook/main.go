// Command imhook receives through the Go binding: one call, a batch of 64 ("batch"), or Go's types instead of JSON ("typed").
package main

import (
	"bytes"
	"encoding/json"
	"log"
	"os"

	"github.com/imhook/imhook/benches/peers/go/turns"
	"github.com/imhook/imhook/bindings/go"
)

const batch = 64

func main() {
	callback, settings := turns.Read()
	receiver, err := imhook.NewFromJSON(callback.Config)
	if err != nil {
		log.Fatal(err)
	}
	defer receiver.Close()
	request := imhook.Request{Target: callback.Target, Body: callback.Body, Now: callback.Now}
	requests := make([]imhook.Request, batch)
	for index := range requests {
		requests[index] = request
	}
	lines := settings.Platform == "wecom_archive"
	switch how := os.Args[2]; {
	case how == "typed" && lines:
		turns.Serve(func() ([]imhook.Result, error) { return receiver.ParseLines(callback.Body, 1) }, ofResults)
	case how == "typed":
		turns.Serve(func() (*imhook.Delivery, error) { return receiver.Receive(request) }, ofDelivery)
	case lines:
		turns.Serve(func() ([]byte, error) { return receiver.ParseLinesJSON(callback.Body, 1) }, ofJSON)
	case how == "batch":
		turns.Serve(func() ([]byte, error) { return receiver.ReceiveBatchJSON(requests, 1) }, ofJSON)
	default:
		turns.Serve(func() ([]byte, error) { return receiver.ReceiveJSON(request) }, ofJSON)
	}
}

func ofJSON(deliveries []byte) (messages []turns.Message) {
	for line := range bytes.Lines(deliveries) {
		delivery := new(imhook.Delivery)
		if err := json.Unmarshal(line, delivery); err != nil {
			log.Fatal(err)
		}
		messages = append(messages, ofDelivery(delivery)...)
	}
	return messages
}

func ofResults(results []imhook.Result) (messages []turns.Message) {
	for _, result := range results {
		messages = append(messages, ofDelivery(result.Delivery)...)
	}
	return messages
}

func ofDelivery(delivery *imhook.Delivery) (messages []turns.Message) {
	for _, event := range delivery.Events {
		message := turns.Message{Sender: event.Sender.ID, ID: event.Message.ID, Content: event.Message.Text, TimeMS: *event.TimeMS}
		if event.Conversation != nil {
			message.Conversation = event.Conversation.ID
		}
		if file, found := event.Message.Segments[0].(*imhook.FileSegment); found {
			message.Content = file.Media.Name
		}
		messages = append(messages, message)
	}
	return messages
}
