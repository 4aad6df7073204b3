// A program outside the tree: stranger CONFIG SPEC seals a callback, receives it, and prints what it says.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/imhook/imhook/bindings/go"
)

func main() {
	receiver, err := imhook.NewFromJSON(read(os.Args[1]))
	if err != nil {
		log.Fatal(err)
	}
	defer receiver.Close()
	text, err := receiver.SealJSON(read(os.Args[2]))
	if err != nil {
		log.Fatal(err)
	}
	var sealed imhook.Sealed
	if err := json.Unmarshal(text, &sealed); err != nil {
		log.Fatal(err)
	}
	delivery, err := receiver.Receive(imhook.Request{Method: sealed.Method, Target: sealed.Target, Body: []byte(sealed.Body)})
	if err != nil {
		log.Fatal(err)
	}
	for _, event := range delivery.Events {
		fmt.Println(event.Type, event.Sender.ID, event.Message.Text)
	}
}

func read(path string) []byte {
	text, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	return text
}
