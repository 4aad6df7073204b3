package imhook

/*
#include "calls.h"

#cgo noescape imhook_receiver_new
#cgo nocallback imhook_receiver_new
#cgo noescape imhook_receiver_free
#cgo nocallback imhook_receiver_free
#cgo noescape imhook_buf_free
#cgo nocallback imhook_buf_free
#cgo noescape with_request
#cgo nocallback with_request
#cgo noescape with_bytes
#cgo nocallback with_bytes
#cgo noescape with_lines
#cgo nocallback with_lines
#cgo noescape with_batch
#cgo nocallback with_batch
*/
import "C"

import "unsafe"

type (
	// handle is a receiver of the library.
	handle = *C.imhook_receiver
	// onRequest is a function of the library that takes a request.
	onRequest = C.on_request
	// onBytes is a function of the library that takes a payload or a spec.
	onBytes = C.on_bytes
)

var (
	receive  = onRequest(C.imhook_receive)
	verify   = onRequest(C.imhook_verify)
	decrypt  = onRequest(C.imhook_decrypt)
	diagnose = onRequest(C.imhook_diagnose)
	parse    = onBytes(C.imhook_parse)
	seal     = onBytes(C.imhook_seal)
)

func newHandle(config []byte) (handle, error) {
	var receiver handle
	var failure C.imhook_buf
	text := (*C.char)(unsafe.Pointer(unsafe.SliceData(config)))
	status := C.imhook_receiver_new(text, C.size_t(len(config)), &receiver, &failure)
	_, err := taken(C.outcome{error: failure, status: status})
	return receiver, err
}

func freeHandle(receiver handle) {
	C.imhook_receiver_free(receiver)
}

func withRequest(call onRequest, receiver handle, request *Request, headers []byte) ([]byte, error) {
	return taken(C.with_request(call, receiver,
		characters(request.Method), C.size_t(len(request.Method)),
		characters(request.Target), C.size_t(len(request.Target)),
		(*C.char)(unsafe.Pointer(unsafe.SliceData(headers))), C.size_t(len(headers)),
		bytesOf(request.Body), C.size_t(len(request.Body)),
		C.int64_t(request.nowMS())))
}

func withBytes(call onBytes, receiver handle, bytes []byte) ([]byte, error) {
	return taken(C.with_bytes(call, receiver, bytesOf(bytes), C.size_t(len(bytes))))
}

func withLines(receiver handle, lines []byte, threads int) ([]byte, error) {
	return taken(C.with_lines(receiver, bytesOf(lines), C.size_t(len(lines)), threadCount(threads)))
}

// withBatch copies the requests into one piece of memory, which C may read whole.
func withBatch(receiver handle, requests []Request, threads int) ([]byte, error) {
	lengths := make([]C.parts, len(requests))
	size := 0
	for index := range requests {
		size += len(requests[index].Body)
	}
	bytes := make([]byte, 0, size+512*len(requests))
	for index := range requests {
		request, part := &requests[index], &lengths[index]
		start := len(bytes)
		bytes = append(bytes, request.Method...)
		bytes = append(bytes, request.Target...)
		before := len(bytes)
		bytes = appendHeaderLines(bytes, request.Header)
		part.method_len, part.target_len = C.size_t(len(request.Method)), C.size_t(before-start-len(request.Method))
		part.headers_len, part.body_len = C.size_t(len(bytes)-before), C.size_t(len(request.Body))
		part.now_ms = C.int64_t(request.nowMS())
		bytes = append(bytes, request.Body...)
	}
	text := (*C.char)(unsafe.Pointer(unsafe.SliceData(bytes)))
	return taken(C.with_batch(receiver, text, unsafe.SliceData(lengths), C.size_t(len(requests)), threadCount(threads)))
}

// taken copies the result of a call into Go's memory and frees it.
func taken(result C.outcome) ([]byte, error) {
	if result.status != C.IMHOOK_OK {
		text := copied(&result.error)
		return nil, errorOf(Status(result.status), text)
	}
	return copied(&result.output), nil
}

func copied(buffer *C.imhook_buf) []byte {
	// Made and copied in one go, the memory is not zeroed first.
	text := make([]byte, buffer.len)
	copy(text, unsafe.Slice((*byte)(buffer.data), buffer.len))
	C.imhook_buf_free(buffer)
	return text
}

func characters(text string) *C.char {
	return (*C.char)(unsafe.Pointer(unsafe.StringData(text)))
}

func bytesOf(bytes []byte) *C.uint8_t {
	return (*C.uint8_t)(unsafe.SliceData(bytes))
}

// threadCount is a number of threads as C counts them; a negative one is none.
func threadCount(threads int) C.uint32_t {
	return C.uint32_t(min(max(threads, 0), 1<<31))
}

// ABIVersion is the number of the ABI that this package is made for.
const ABIVersion = C.IMHOOK_ABI_VERSION

func abiOfLibrary() uint32 { return uint32(C.imhook_abi_version()) }

// Version is the version of the library, such as "0.1.0".
func Version() string { return C.GoString(C.imhook_version()) }

// Name is the library's name of the status, such as "signature_mismatch".
func (s Status) Name() string { return C.GoString(C.imhook_status_name(C.int32_t(s))) }
