package imhook_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

// TestABatchGivesWhatItsRequestsGive receives the requests of all vectors, those of one configuration in one batch.
func TestABatchGivesWhatItsRequestsGive(t *testing.T) {
	batches := map[string][]imhook.Request{}
	for _, vector := range vectors(t) {
		if vector.Call == "receive" {
			config := string(vector.config())
			batches[config] = append(batches[config], vector.request())
		}
	}
	for config, requests := range batches {
		receiver, err := imhook.NewFromJSON([]byte(config))
		if err != nil {
			t.Fatal(err)
		}
		text, err := receiver.ReceiveBatchJSON(requests, 1)
		if err != nil {
			t.Fatal(err)
		}
		if parallel, err := receiver.ReceiveBatchJSON(requests, 3); err != nil || !bytes.Equal(text, parallel) {
			t.Errorf("threads change the output: %v", err)
		}
		results, err := receiver.ReceiveBatch(requests, 0)
		if err != nil || len(results) != len(requests) {
			t.Fatalf("%d results of %d requests: %v", len(results), len(requests), err)
		}
		for index, line := range bytes.SplitAfter(text, []byte{'\n'})[:len(requests)] {
			delivery, err := receiver.Receive(requests[index])
			if got := results[index]; !reflect.DeepEqual(got.Delivery, delivery) || !reflect.DeepEqual(got.Err, err) {
				t.Errorf("got %v, %v, expected %v, %v", got.Delivery, got.Err, delivery, err)
			}
			if single, err := receiver.ReceiveJSON(requests[index]); err == nil && string(line) != string(single)+"\n" {
				t.Errorf("got %s, expected %s", line, single)
			}
		}
		receiver.Close()
	}
}

func TestAnEmptyBatch(t *testing.T) {
	receiver := receiverOf(t, wps)
	for _, threads := range []int{-1, 0, 1, 5} {
		results, err := receiver.ReceiveBatch(nil, threads)
		lines, errOfLines := receiver.ParseLines(nil, threads)
		if len(results)+len(lines) != 0 || errors.Join(err, errOfLines) != nil {
			t.Errorf("got %v, %v, %v, %v", results, err, lines, errOfLines)
		}
	}
}
