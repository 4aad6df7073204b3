package imhook

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

// ReceiveHTTP receives a request of net/http. It reads the body as far as the receiver's cap on bodies: a larger one fails
// with [ErrTooLarge]. The handler answers with what comes of it, and need not close the body.
//
// Pass the request on as it came: a handler before it must not have read the body. The Host field, which net/http takes
// out of the header, is not put back: no proof stands on it.
func (r *Receiver) ReceiveHTTP(request *http.Request) (*Delivery, error) {
	body, err := r.read(request)
	if err != nil {
		return nil, err
	}
	return r.Receive(Request{Method: request.Method, Target: target(request), Header: request.Header, Body: body})
}

// target is the target as received. Handlers such as [http.StripPrefix] change the URL, and a signature covers the path.
func target(request *http.Request) string {
	if request.RequestURI != "" {
		return request.RequestURI
	}
	return request.URL.RequestURI()
}

// read takes one byte more than the cap at most: so much is enough for the library to refuse it.
func (r *Receiver) read(request *http.Request) ([]byte, error) {
	if request.Body == nil {
		return nil, nil
	}
	var body bytes.Buffer
	// A sender can claim any length: beyond this, the buffer grows with what really comes.
	body.Grow(int(min(max(request.ContentLength, 0), 1<<16)) + bytes.MinRead)
	_, err := body.ReadFrom(io.LimitReader(request.Body, r.maxBodyBytes+1))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, failed(ErrTooLarge, http.StatusRequestEntityTooLarge, "the body is larger than a handler before this one allows", err)
	}
	if err != nil {
		return nil, failed(ErrMalformedRequest, http.StatusBadRequest, "the body ended before its end", err)
	}
	return body.Bytes(), nil
}
