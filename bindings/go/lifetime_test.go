package imhook_test

import (
	"errors"
	"runtime"
	"sync"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

func TestCloseTwice(t *testing.T) {
	receiver := receiverOf(t, wps)
	for range 3 {
		if err := receiver.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEveryCallFailsAfterClose(t *testing.T) {
	closed := receiverOf(t, wps)
	closed.Close()
	for name, receiver := range map[string]*imhook.Receiver{"closed": closed, "zero": new(imhook.Receiver)} {
		for call, run := range calls(receiver, callbackOf(t)) {
			err := run()
			if !errors.Is(err, imhook.ErrClosed) || !errors.Is(err, imhook.ErrInvalidArgument) {
				t.Errorf("%s of a %s receiver: %v", call, name, err)
			}
		}
	}
}

// TestCloseWhileInUse closes receivers under the hands of those who use them.
func TestCloseWhileInUse(t *testing.T) {
	request := callbackOf(t)
	for range 50 {
		receiver := receiverOf(t, wps)
		var started, ended sync.WaitGroup
		for name, call := range calls(receiver, request) {
			started.Add(1)
			ended.Add(1)
			go func() {
				defer ended.Done()
				err := call()
				started.Done()
				for err == nil {
					err = call()
				}
				if !errors.Is(err, imhook.ErrClosed) {
					t.Errorf("%s: %v", name, err)
				}
			}()
		}
		started.Wait()
		for range 2 {
			ended.Add(1)
			go func() {
				defer ended.Done()
				receiver.Close()
			}()
		}
		ended.Wait()
	}
}

// TestOneReceiverForAll uses one receiver from many goroutines; each must get what the first got.
func TestOneReceiverForAll(t *testing.T) {
	receiver, request := receiverOf(t, wps), callbackOf(t)
	want, err := receiver.ReceiveJSON(request)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 200 {
				got, err := receiver.ReceiveJSON(request)
				if err != nil || string(got) != string(want) {
					t.Errorf("got %s, %v", got, err)
					return
				}
				runtime.GC()
			}
		}()
	}
	group.Wait()
}
