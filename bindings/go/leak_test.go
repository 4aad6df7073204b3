//go:build !race

package imhook_test

import (
	"errors"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

// TestNothingLeaks repeats every call, those that fail among them, and makes receivers that nobody closes. An error object
// is the smallest of what the library gives, with some 200 bytes: were every second one lost, the process would grow by
// more than is allowed here.
func TestNothingLeaks(t *testing.T) {
	request := callbackOf(t)
	request.Body = append(request.Body, strings.Repeat(" ", 16<<10)...)
	receiver := receiverOf(t, wps)
	repeated := calls(receiver, request)
	repeated["a receive that fails"] = func() error {
		_, err := receiver.Receive(imhook.Request{Body: []byte("no callback")})
		return reversed(err)
	}
	repeated["a configuration that is wrong"] = func() error {
		_, err := imhook.New(imhook.Config{Platform: "none"})
		return reversed(err)
	}
	repeated["a receiver that is closed"] = func() error {
		receiver, err := imhook.New(wps)
		if err == nil {
			err = receiver.Close()
		}
		return err
	}
	repeated["a receiver that is forgotten"] = func() error {
		_, err := imhook.New(wps)
		return err
	}
	for name, call := range repeated {
		t.Run(name, func(t *testing.T) {
			repeat(t, 2_000, call)
			before := residentBytes(t)
			repeat(t, 50_000, call)
			if grown := residentBytes(t) - before; grown > 4<<20 {
				t.Errorf("50,000 calls grew the process by %d KiB", grown>>10)
			}
		})
	}
}

func repeat(t *testing.T, times int, call func() error) {
	t.Helper()
	for count := range times {
		if err := call(); err != nil {
			t.Fatal(err)
		}
		if count%100 == 0 {
			runtime.GC()
		}
	}
}

// reversed makes success of the failure that is wanted.
func reversed(err error) error {
	if err == nil {
		return errors.New("it did not fail")
	}
	return nil
}

func residentBytes(t *testing.T) int64 {
	t.Helper()
	// Forgotten receivers are freed after the collection that finds them.
	runtime.GC()
	runtime.GC()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}
