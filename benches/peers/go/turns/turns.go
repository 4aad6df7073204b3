// Package turns is the process of a peer: it reads one case from a folder, then obeys the driver's lines. "check" answers
// with the number of messages and each of them, "time N" with the nanoseconds of N calls.
package turns

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Callback is one callback as an HTTP server hands it over, and the configuration that imhook would receive it by.
type Callback struct {
	Config []byte
	Target string
	Body   []byte
	Now    time.Time
}

// Settings is what the peers read in the configuration.
type Settings struct {
	Platform    string
	Credentials struct {
		AppID          string `json:"app_id"`
		AppKey         string `json:"app_key"`
		Token          string
		EncodingAESKey string `json:"encoding_aes_key"`
		ReceiveID      string `json:"receive_id"`
		Secret         string
	}
}

// Message is what all peers must agree on.
type Message struct {
	Sender, Conversation, ID, Content string
	TimeMS                            int64
}

// Read reads the case that the first argument names.
func Read() (Callback, Settings) {
	now, err := strconv.ParseInt(string(file("now")), 10, 64)
	if err != nil {
		log.Fatal(err)
	}
	callback := Callback{Config: file("config.json"), Target: string(file("target")), Body: file("body"), Now: time.UnixMilli(now)}
	var settings Settings
	if err := json.Unmarshal(callback.Config, &settings); err != nil {
		log.Fatal(err)
	}
	return callback, settings
}

func file(name string) []byte {
	bytes, err := os.ReadFile(filepath.Join(os.Args[1], name))
	if err != nil {
		log.Fatal(err)
	}
	return bytes
}

// Serve obeys the driver: work is what is timed, and messages reads its result, for the check.
func Serve[Result any](work func() (Result, error), messages func(Result) []Message) {
	commands := bufio.NewScanner(os.Stdin)
	for commands.Scan() {
		command, count, _ := strings.Cut(commands.Text(), " ")
		if command == "check" {
			check(messages(must(work())))
		} else {
			fmt.Println(timed(work, must(strconv.Atoi(count))).Nanoseconds())
		}
	}
}

func check(found []Message) {
	fmt.Println(len(found))
	for _, message := range found {
		content := strings.ReplaceAll(message.Content, "\n", " ")
		fmt.Printf("%s\t%s\t%s\t%d\t%s\n", message.Sender, message.Conversation, message.ID, message.TimeMS, content)
	}
}

func timed[Result any](work func() (Result, error), calls int) time.Duration {
	for range calls / 8 { // the caches are the last peer's
		must(work())
	}
	begun := time.Now()
	for range calls {
		must(work())
	}
	return time.Since(begun)
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
