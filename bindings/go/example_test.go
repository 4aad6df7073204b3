package imhook_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/imhook/imhook/bindings/go"
)

// A receiver takes what a platform posts. Here seal plays the platform.
func Example() {
	receiver, err := imhook.New(imhook.Config{
		Platform:    imhook.PlatformWPS,
		Credentials: []imhook.Credential{{"app_id": "AK00000000EXAMPLE", "app_key": "not-a-real-key-00000000000000000"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	defer receiver.Close()

	sealed, err := receiver.Seal(callback)
	if err != nil {
		log.Fatal(err)
	}
	delivery, err := receiver.Receive(imhook.Request{Method: sealed.Method, Target: sealed.Target, Body: []byte(sealed.Body)})
	if err != nil {
		log.Fatal(err)
	}
	for _, event := range delivery.Events {
		fmt.Println(event.Type, event.ID, event.Time().UTC())
		if event.Message == nil {
			continue
		}
		for _, segment := range event.Message.Segments {
			switch segment := segment.(type) {
			case *imhook.TextSegment:
				fmt.Println(event.Sender.ID, "wrote:", segment.Text)
			case *imhook.ImageSegment:
				fmt.Println(event.Sender.ID, "sent a picture:", segment.Media.ID)
			}
		}
	}
	fmt.Println("answer:", delivery.Reply.Status, delivery.Reply.Body)
	// Output:
	// message.created kso.app_chat.message.create:ExampleMessage01 2024-01-01 01:59:58.75 +0000 UTC
	// zhangsan wrote: hello
	// answer: 200 {"code":0}
}

// A handler stores the events before it answers, for a platform sends again what was not taken.
func ExampleReceiver_ReceiveHTTP() {
	receiver, err := imhook.NewFromJSON([]byte(`{"platform": "qiwei", "verification": "none"}`))
	if err != nil {
		log.Fatal(err)
	}
	defer receiver.Close()

	http.HandleFunc("/hook", func(w http.ResponseWriter, r *http.Request) {
		delivery, err := receiver.ReceiveHTTP(r)
		var failure *imhook.Error
		if errors.As(err, &failure) {
			log.Print(failure) // for the operator; the sender learns the name of the status alone
			http.Error(w, failure.Name, failure.HTTPStatus)
			return
		}
		for _, event := range delivery.Events {
			fmt.Println("stored:", event.Platform, event.TenantID, event.ID)
		}
		w.Header().Set("Content-Type", delivery.Reply.ContentType)
		w.WriteHeader(delivery.Reply.Status)
		io.WriteString(w, delivery.Reply.Body)
	})

	answer := httptest.NewRecorder()
	body := `{"message_id":"1531161872865219347","type":19,"gmt_create":1734426255,"content":"{\"corpid\":\"ww1037exampleexam1\"}"}`
	http.DefaultServeMux.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/hook", strings.NewReader(body)))
	fmt.Println("answered:", answer.Code)
	// Output:
	// stored: qiwei ww1037exampleexam1 19:1531161872865219347
	// answered: 200
}

// An error is found by its status, or by the group of its status.
func ExampleError() {
	receiver, err := imhook.NewFromJSON([]byte(`{"platform": "wps", "credentials": {"app_id": "AK1", "app_key": "not-a-real-key-00000000000000000"}}`))
	if err != nil {
		log.Fatal(err)
	}
	defer receiver.Close()

	_, err = receiver.Receive(imhook.Request{Body: []byte(`{"topic":"a","operation":"b","time":1,"nonce":"c","encrypted_data":"d"}`)})
	fmt.Println(errors.Is(err, imhook.ErrMissingSignature), errors.Is(err, imhook.ErrAuthentication), errors.Is(err, imhook.ErrLimit))

	var failure *imhook.Error
	if errors.As(err, &failure) {
		fmt.Println(int(failure.Status), failure.Name, failure.HTTPStatus)
	}
	// Output:
	// true true false
	// 200 missing_signature 401
}

// One bad request of a batch never costs the rest.
func ExampleReceiver_ReceiveBatch() {
	receiver, err := imhook.New(wps)
	if err != nil {
		log.Fatal(err)
	}
	defer receiver.Close()

	sealed, err := receiver.Seal(callback)
	if err != nil {
		log.Fatal(err)
	}
	results, err := receiver.ReceiveBatch([]imhook.Request{{Body: []byte(sealed.Body)}, {Body: []byte("not a callback")}}, 0)
	if err != nil {
		log.Fatal(err)
	}
	for _, result := range results {
		if result.Err != nil {
			fmt.Println(errors.Is(result.Err, imhook.ErrMalformedRequest))
			continue
		}
		fmt.Println(result.Delivery.Events[0].Message.Text)
	}
	// Output:
	// hello
	// true
}

// Stored records are parsed line by line; what the application vouches for is not checked again.
func ExampleReceiver_ParseLines() {
	receiver, err := imhook.New(imhook.Config{Platform: imhook.PlatformWeComArchive})
	if err != nil {
		log.Fatal(err)
	}
	defer receiver.Close()

	lines := `{"msgid":"1","action":"send","from":"zhangsan","tolist":["lisi"],"roomid":"","msgtime":1734426254026,"msgtype":"text","text":{"content":"hello"}}
{"msgid":"2","action":"switch","time":1734426254026,"user":"zhangsan"}
`
	results, err := receiver.ParseLines([]byte(lines), 0)
	if err != nil {
		log.Fatal(err)
	}
	for _, result := range results {
		for _, event := range result.Delivery.Events {
			fmt.Println(event.Type, event.ID, event.Auth.Verified)
		}
	}
	// Output:
	// message.created text:1 false
	// presence.updated switch:2 false
}
