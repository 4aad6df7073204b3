package imhook_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

// TestReceiveHTTP sends the request of every vector that is taken to a real server, byte by byte as it stands in the vector.
func TestReceiveHTTP(t *testing.T) {
	var receiver *imhook.Receiver
	server := httptest.NewServer(http.StripPrefix("/hook", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		delivery, err := receiver.ReceiveHTTP(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(delivery)
	})))
	defer server.Close()
	connection, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	answers := bufio.NewReader(connection)

	sent := 0
	for _, vector := range vectors(t) {
		// A server refuses a fragment, and routes what is not below /hook elsewhere.
		if vector.Call != "receive" || vector.Expect.Status != 0 || !strings.HasPrefix(vector.Request.Target+"/", "/hook/") || strings.Contains(vector.Request.Target, "#") {
			continue
		}
		sent++
		t.Run(vector.name, func(t *testing.T) {
			receiver = timeless(t, vector.config())
			defer receiver.Close()
			want, err := receiver.Receive(vector.request())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := connection.Write(onTheWire(vector)); err != nil {
				t.Fatal(err)
			}
			response, err := http.ReadResponse(answers, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			text, err := io.ReadAll(response.Body)
			if err != nil || response.StatusCode != http.StatusOK {
				t.Fatalf("%d: %s, %v", response.StatusCode, text, err)
			}
			wanted, _ := json.Marshal(want)
			if difference := differ("", parsed(t, text), parsed(t, wanted)); difference != "" {
				t.Error(difference)
			}
		})
	}
	if sent < 300 {
		t.Errorf("only %d requests were sent", sent)
	}
}

// timeless is a receiver that takes a signature of any time.
func timeless(t *testing.T, text []byte) *imhook.Receiver {
	t.Helper()
	config, err := imhook.ParseConfig(text)
	if err != nil {
		t.Fatal(err)
	}
	config.ToleranceSeconds = new(int64)
	receiver, err := imhook.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return receiver
}

func onTheWire(v *vector) []byte {
	request := v.request()
	var out bytes.Buffer
	method := request.Method
	if method == "" {
		method = http.MethodPost
	}
	fmt.Fprintf(&out, "%s %s HTTP/1.1\r\nContent-Length: %d\r\n", method, request.Target, len(request.Body))
	if request.Header.Get("Host") == "" {
		out.WriteString("Host: example.com\r\n")
	}
	for _, field := range v.Request.Headers {
		fmt.Fprintf(&out, "%s: %s\r\n", field[0], field[1])
	}
	out.WriteString("\r\n")
	out.Write(request.Body)
	return out.Bytes()
}

func TestReceiveHTTPReadsNoMoreThanTheCap(t *testing.T) {
	limit := int64(1000)
	small := receiverOf(t, imhook.Config{Platform: imhook.PlatformQiwei, Verification: "none", MaxBodyBytes: &limit})
	standard := receiverOf(t, imhook.Config{Platform: imhook.PlatformQiwei, Verification: "none"})
	for _, test := range []struct {
		receiver *imhook.Receiver
		cap      int64
	}{{small, limit}, {standard, 1 << 20}} {
		for _, size := range []int64{0, 1, test.cap - 1, test.cap, test.cap + 1, test.cap + 2, 3 * test.cap} {
			for _, claimed := range []int64{size, -1} {
				body := &counted{Reader: io.LimitReader(endless('x'), size)}
				request := httptest.NewRequest(http.MethodPost, "/hook", body)
				request.ContentLength = claimed
				_, err := test.receiver.ReceiveHTTP(request)
				if tooLarge := size > test.cap; errors.Is(err, imhook.ErrTooLarge) != tooLarge || err == nil {
					t.Errorf("%d bytes under a cap of %d: %v", size, test.cap, err)
				} else if tooLarge && asError(t, err).HTTPStatus != http.StatusRequestEntityTooLarge {
					t.Errorf("HTTP status %d", asError(t, err).HTTPStatus)
				}
				if body.count > test.cap+1 {
					t.Errorf("%d bytes were read under a cap of %d", body.count, test.cap)
				}
			}
		}
	}
}

func TestReceiveHTTPSaysWhyABodyCouldNotBeRead(t *testing.T) {
	receiver := receiverOf(t, imhook.Config{Platform: imhook.PlatformQiwei, Verification: "none"})

	request := httptest.NewRequest(http.MethodPost, "/hook", io.MultiReader(strings.NewReader("{"), broken{}))
	_, err := receiver.ReceiveHTTP(request)
	if !errors.Is(err, imhook.ErrMalformedRequest) || !errors.Is(err, io.ErrUnexpectedEOF) || asError(t, err).HTTPStatus != http.StatusBadRequest {
		t.Errorf("a broken body: %v", err)
	}

	request = httptest.NewRequest(http.MethodPost, "/hook", nil)
	request.Body = http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader("123456789")), 8)
	_, err = receiver.ReceiveHTTP(request)
	var tooLarge *http.MaxBytesError
	if !errors.Is(err, imhook.ErrTooLarge) || !errors.As(err, &tooLarge) || asError(t, err).HTTPStatus != http.StatusRequestEntityTooLarge {
		t.Errorf("a smaller cap before this one: %v", err)
	}

	request, _ = http.NewRequest(http.MethodPost, "http://example.com/hook", nil)
	if _, err = receiver.ReceiveHTTP(request); !errors.Is(err, imhook.ErrMalformedPayload) {
		t.Errorf("no body: %v", err)
	}
}

func TestAHeaderStaysOnItsLine(t *testing.T) {
	receiver := receiverOf(t, imhook.Config{
		Platform:    imhook.PlatformQiwei,
		Credentials: []imhook.Credential{{"shared_secret": "s3cret-for-tests", "shared_secret_in": "header:X-Hook-Secret"}},
	})
	for _, header := range []http.Header{
		{"X-Other": {"a\r\nX-Hook-Secret: s3cret-for-tests"}},
		{"X-Other": {"a\nX-Hook-Secret: s3cret-for-tests"}},
		{"X-Other: a\r\nX-Hook-Secret": {"s3cret-for-tests"}},
	} {
		if _, err := receiver.Receive(imhook.Request{Header: header, Body: []byte("{}")}); !errors.Is(err, imhook.ErrMissingSignature) && !errors.Is(err, imhook.ErrMalformedRequest) {
			t.Errorf("%q: %v", header, err)
		}
	}
}

// endless is a body of one letter.
type endless byte

func (e endless) Read(into []byte) (int, error) {
	for index := range into {
		into[index] = byte(e)
	}
	return len(into), nil
}

// counted counts what is read.
type counted struct {
	io.Reader
	count int64
}

func (c *counted) Read(into []byte) (int, error) {
	count, err := c.Reader.Read(into)
	c.count += int64(count)
	return count, err
}

// broken is where a connection ended.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
