package main

/*
#cgo pkg-config: imhook
#cgo CFLAGS: -O2
#include "call.h"
*/
import "C"

import (
	"runtime"
	"time"
	"unsafe"
)

// inC times the calls of C, on a receiver of its own, in picoseconds.
func inC(config, body []byte, now time.Time, rounds int) (call, ofBatch time.Duration) {
	var receiver *C.imhook_receiver
	var failure C.imhook_buf
	if C.imhook_receiver_new((*C.char)(unsafe.Pointer(&config[0])), C.size_t(len(config)), &receiver, &failure) != C.IMHOOK_OK {
		panic(C.GoString((*C.char)(unsafe.Pointer(failure.data))))
	}
	defer C.imhook_receiver_free(receiver)

	var pinner runtime.Pinner
	defer pinner.Unpin()
	pinner.Pin(&body[0])
	request := C.imhook_request{body: (*C.uint8_t)(&body[0]), body_len: C.size_t(len(body)), now_ms: C.int64_t(now.UnixMilli())}
	call = time.Duration(1000 * C.best_of_calls(receiver, &request, batch, C.int(rounds)))
	ofBatch = time.Duration(1000 * C.best_of_batches(receiver, &request, batch, C.int(rounds)))
	return call, ofBatch
}
