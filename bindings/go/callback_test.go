package imhook_test

import (
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

var wps = imhook.Config{
	Platform:         imhook.PlatformWPS,
	Credentials:      []imhook.Credential{{"app_id": "AK00000000EXAMPLE", "app_key": "not-a-real-key-00000000000000000"}},
	ToleranceSeconds: new(int64),
}

// callbackOf is a callback that a receiver of wps takes.
func callbackOf(t testing.TB) imhook.Request {
	t.Helper()
	sealed, err := receiverOf(t, wps).Seal(callback)
	if err != nil {
		t.Fatal(err)
	}
	return imhook.Request{Method: sealed.Method, Target: sealed.Target, Body: []byte(sealed.Body)}
}

var callback = imhook.Spec{Kind: "callback", Topic: "kso.app_chat.message", Operation: "create", Payload: map[string]any{
	"chat": map[string]any{"id": "8205341", "type": "group"}, "company_id": "example-company", "send_time": 1704074398750,
	"message": map[string]any{"id": "ExampleMessage01", "type": "text", "content": map[string]any{"text": map[string]any{"content": "hello"}}},
	"sender":  map[string]any{"id": "zhangsan", "type": "user"},
}}

// calls is every call of a receiver, each with input that succeeds.
func calls(receiver *imhook.Receiver, request imhook.Request) map[string]func() error {
	payload := []byte(`{"topic":"kso.app_chat.message","operation":"create","payload":{"message":{"id":"1","type":"text"}}}`)
	failing := func(_ any, err error) error { return err }
	return map[string]func() error{
		"Receive":      func() error { return failing(receiver.Receive(request)) },
		"Verify":       func() error { return failing(receiver.Verify(request)) },
		"Decrypt":      func() error { return failing(receiver.Decrypt(request)) },
		"Diagnose":     func() error { return failing(receiver.Diagnose(request)) },
		"Parse":        func() error { return failing(receiver.Parse(payload)) },
		"ParseLines":   func() error { return failing(receiver.ParseLines(payload, 1)) },
		"ReceiveBatch": func() error { return failing(receiver.ReceiveBatch([]imhook.Request{request, request}, 1)) },
		"Seal":         func() error { return failing(receiver.Seal(callback)) },
	}
}

func receiverOf(t testing.TB, config imhook.Config) *imhook.Receiver {
	t.Helper()
	receiver, err := imhook.New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { receiver.Close() })
	return receiver
}
