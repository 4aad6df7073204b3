// Command bench says what the binding adds to a call: make bench-go.
//
// It times one receive and a batch of 64, in C and in Go, taking turns in one process, and prints the least of many rounds:
// what other work on the machine adds is not the binding's. In C a call is imhook_receive and imhook_buf_free. In Go the
// result is copied into memory of Go's, too; what that takes by itself stands beside what is added in all.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/imhook/imhook/bindings/go"
)

const (
	batch  = 64
	turns  = 20
	rounds = 60
	// reach is how much a call may add, in µs.
	reach = "≤ 0.30 µs"
)

var config = []byte(`{"platform":"wps","credentials":{"app_id":"AK00000000EXAMPLE","app_key":"not-a-real-key-00000000000000000"}}`)

var now = time.UnixMilli(1704074400000)

func main() {
	receiver, err := imhook.NewFromJSON(config)
	if err != nil {
		log.Fatal(err)
	}
	defer receiver.Close()
	fmt.Println("| | in C | through Go | added | of it the copy | reach |\n| --- | --- | --- | --- | --- | --- |")
	for _, size := range []int{300, 2048} {
		measure(receiver, size)
	}
}

// measure prints the rows of one size of plaintext.
func measure(receiver *imhook.Receiver, size int) {
	request := imhook.Request{Body: callback(receiver, size), Now: now}
	requests := make([]imhook.Request, batch)
	for index := range requests {
		requests[index] = request
	}
	single, err := receiver.ReceiveJSON(request)
	if err != nil {
		log.Fatal(err)
	}
	several, err := receiver.ReceiveBatchJSON(requests, 0)
	if err != nil {
		log.Fatal(err)
	}
	var least [7]time.Duration
	for turn := range turns {
		call, ofBatch := inC(config, request.Body, now, rounds)
		times := [...]time.Duration{
			call,
			best(func() error { return each(func() error { return failing(receiver.ReceiveJSON(request)) }) }),
			best(func() error { return each(func() error { return duplicate(single) }) }),
			ofBatch,
			best(func() error { return failing(receiver.ReceiveBatchJSON(requests, 0)) }),
			best(func() error { return duplicate(several) }),
			best(func() error { return each(func() error { return failing(receiver.Receive(request)) }) }),
		}
		for index, time := range times {
			if turn == 0 || time < least[index] {
				least[index] = time
			}
		}
	}
	row(fmt.Sprintf("ReceiveJSON, %d B", size), least[0], least[1], least[2], reach)
	row(fmt.Sprintf("ReceiveBatchJSON of %d, %d B, per message", batch, size), least[3], least[4], least[5], reach)
	row(fmt.Sprintf("Receive, %d B: decoded into Go's types", size), least[0], least[6], least[2], "")
}

// callback is a sealed WPS callback whose plaintext has so many bytes.
func callback(receiver *imhook.Receiver, size int) []byte {
	payload := func(text string) string {
		return `{"chat":{"id":"8205341","type":"group"},"message":{"content":{"text":{"content":"` + text +
			`"}},"id":"ExampleMessage01","type":"text"},"send_time":1704074400000}`
	}
	timestamp := now.UnixMilli()
	sealed, err := receiver.Seal(imhook.Spec{
		Kind: "callback", Topic: "kso.app_chat.message", Operation: "create", TimestampMS: &timestamp,
		Payload: json.RawMessage(payload(strings.Repeat("a", size-len(payload(""))))),
	})
	if err != nil {
		log.Fatal(err)
	}
	return []byte(sealed.Body)
}

// best is the time of one message in the best round, in picoseconds.
func best(work func() error) time.Duration {
	least := time.Duration(1<<63 - 1)
	for range rounds {
		begun := time.Now()
		if err := work(); err != nil {
			log.Fatal(err)
		}
		least = min(least, time.Since(begun))
	}
	return least * 1000 / batch
}

// each makes a call for each message of a batch.
func each(call func() error) error {
	for range batch {
		if err := call(); err != nil {
			return err
		}
	}
	return nil
}

func failing(_ any, err error) error { return err }

// made is where copies go, so that they are made.
var made []byte

func duplicate(text []byte) error {
	into := make([]byte, len(text))
	copy(into, text)
	made = into
	return nil
}

func row(name string, inC, inGo, copied time.Duration, reach string) {
	fmt.Printf("| %s | %.2f µs | %.2f µs | %.2f µs | %.2f µs | %s |\n", name, micro(inC), micro(inGo), micro(inGo-inC), micro(copied), reach)
}

func micro(time time.Duration) float64 { return float64(time) / 1e6 }
