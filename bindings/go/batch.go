package imhook

import (
	"bytes"
	"encoding/json"
)

// Result is what became of one request of a batch, or of one line: a delivery or an error.
type Result struct {
	Delivery *Delivery
	Err      error
}

// ReceiveBatch receives many requests, and gives a result for each, in order. One bad request never costs the rest; the
// call itself fails for its arguments only.
//
// With 0 or 1 threads the library works on the calling thread alone, with n on at most n threads of its own.
func (r *Receiver) ReceiveBatch(requests []Request, threads int) ([]Result, error) {
	return results(r.ReceiveBatchJSON(requests, threads))
}

// ReceiveBatchJSON is ReceiveBatch, and gives the lines as the library wrote them: a delivery or an error object each.
func (r *Receiver) ReceiveBatchJSON(requests []Request, threads int) ([]byte, error) {
	handle, err := r.hold()
	if err != nil {
		return nil, err
	}
	defer r.release()
	return withBatch(handle, requests, threads)
}

// ParseLines parses payloads that stand on one line each, and gives a result for each line but the blank ones, in order.
// Otherwise as [Receiver.ReceiveBatch] and [Receiver.Parse].
func (r *Receiver) ParseLines(lines []byte, threads int) ([]Result, error) {
	return results(r.ParseLinesJSON(lines, threads))
}

// ParseLinesJSON is ParseLines, and gives the lines as the library wrote them: a delivery or an error object each.
func (r *Receiver) ParseLinesJSON(lines []byte, threads int) ([]byte, error) {
	handle, err := r.hold()
	if err != nil {
		return nil, err
	}
	defer r.release()
	return withLines(handle, lines, threads)
}

// results reads lines of deliveries and error objects.
func results(lines []byte, err error) ([]Result, error) {
	if err != nil {
		return nil, err
	}
	results := make([]Result, 0, bytes.Count(lines, []byte{'\n'}))
	for line := range bytes.Lines(lines) {
		results = append(results, resultOf(line))
	}
	return results, nil
}

func resultOf(line []byte) Result {
	// A delivery has no member of this name.
	var failure struct {
		Error *Error `json:"error"`
	}
	if err := json.Unmarshal(line, &failure); err == nil && failure.Error != nil {
		return Result{Err: failure.Error}
	}
	delivery, err := decoded[Delivery](line, nil)
	return Result{delivery, err}
}
