package main

import (
	"bytes"
	"encoding/json"

	"github.com/imhook/imhook/benches/peers/go/turns"
)

type archiveLine struct {
	ID     string   `json:"msgid"`
	Action string   `json:"action"`
	From   string   `json:"from"`
	To     []string `json:"tolist"`
	RoomID string   `json:"roomid"`
	TimeMS int64    `json:"msgtime"`
	Type   string   `json:"msgtype"`
	Text   struct {
		Content string `json:"content"`
	} `json:"text"`
	File struct {
		SDKFileID string `json:"sdkfileid"`
		MD5       string `json:"md5sum"`
		Name      string `json:"filename"`
		Extension string `json:"fileext"`
		Size      int64  `json:"filesize"`
	} `json:"file"`
}

// archive reads what is already decrypted, one document a line.
func archive(callback turns.Callback) func() ([]archiveLine, error) {
	return func() ([]archiveLine, error) {
		var lines []archiveLine
		for text := range bytes.Lines(callback.Body) {
			var line archiveLine
			if err := json.Unmarshal(text, &line); err != nil {
				return nil, err
			}
			lines = append(lines, line)
		}
		return lines, nil
	}
}

func archiveMessages(lines []archiveLine) []turns.Message {
	messages := make([]turns.Message, len(lines))
	for index, line := range lines {
		content := line.Text.Content
		if line.Type == "file" {
			content = line.File.Name
		}
		messages[index] = turns.Message{
			Sender: line.From, Conversation: line.RoomID, ID: line.ID, Content: content, TimeMS: line.TimeMS,
		}
	}
	return messages
}
