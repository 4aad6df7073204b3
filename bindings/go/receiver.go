package imhook

import (
	"encoding/json"
	"math"
	"net/http"
	"runtime"
	"sync"
)

// Receiver is one configured endpoint: a platform, its credentials, a policy. It is immutable; any number of goroutines
// may use it at the same time, and Close it too.
type Receiver struct {
	// using is held for reading by every call, and for writing by Close, which so waits for the calls in flight.
	using sync.RWMutex
	// handle is nil once the receiver is closed.
	handle handle
	// cleanup frees the handle of a receiver that nobody closed.
	cleanup runtime.Cleanup
	// maxBodyBytes is the largest body that the library takes.
	maxBodyBytes int64
}

// defaultMaxBodyBytes is the library's cap on a body where the configuration sets none.
const defaultMaxBodyBytes = 1 << 20

// New makes a receiver. The error says which key of the configuration is wrong, and never a value.
func New(config Config) (*Receiver, error) {
	text, err := config.json()
	if err != nil {
		return nil, err
	}
	return NewFromJSON(text)
}

// NewFromJSON makes a receiver from a configuration in JSON, as every language takes it.
func NewFromJSON(config []byte) (*Receiver, error) {
	if err := checkABI(abiOfLibrary()); err != nil {
		return nil, err
	}
	handle, err := newHandle(config)
	if err != nil {
		return nil, err
	}
	receiver := &Receiver{handle: handle, maxBodyBytes: maxBodyBytes(config)}
	receiver.cleanup = runtime.AddCleanup(receiver, freeHandle, handle)
	return receiver, nil
}

// maxBodyBytes is the cap on a body in a configuration that the library has taken.
func maxBodyBytes(config []byte) int64 {
	var caps struct {
		MaxBodyBytes *float64 `json:"max_body_bytes"`
	}
	if json.Unmarshal(config, &caps) != nil || caps.MaxBodyBytes == nil {
		return defaultMaxBodyBytes
	}
	// One byte more than the cap must still be a number.
	return int64(min(*caps.MaxBodyBytes, math.MaxInt64/2))
}

// Close frees the receiver and zeroes its keys, after the calls in flight have ended. A call after it fails with
// [ErrClosed]; closing again does nothing. It never fails: the error makes it an io.Closer.
//
// A receiver that is forgotten is freed some time after the garbage collector finds it.
func (r *Receiver) Close() error {
	r.using.Lock()
	defer r.using.Unlock()
	if r.handle != nil {
		r.cleanup.Stop()
		freeHandle(r.handle)
		r.handle = nil
	}
	return nil
}

// hold keeps the receiver from being freed until it is released: by Close, which waits, and as garbage, for the lock is
// part of it.
func (r *Receiver) hold() (handle, error) {
	r.using.RLock()
	if r.handle == nil {
		r.using.RUnlock()
		return nil, failed(ErrInvalidArgument, http.StatusInternalServerError, "the receiver is closed", ErrClosed)
	}
	return r.handle, nil
}

func (r *Receiver) release() { r.using.RUnlock() }
