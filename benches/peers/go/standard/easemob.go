package main

import (
	"crypto/md5"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"github.com/imhook/imhook/benches/peers/go/turns"
)

type easemob struct {
	secret string
}

type easemobMessage struct {
	CallID    string `json:"callId"`
	Security  string `json:"security"`
	EventType string `json:"eventType"`
	ChatType  string `json:"chat_type"`
	GroupID   string `json:"group_id"`
	From      string `json:"from"`
	To        string `json:"to"`
	ID        string `json:"msg_id"`
	Timestamp int64  `json:"timestamp"`
	AppKey    string `json:"appkey"`
	Payload   struct {
		Ext    map[string]any `json:"ext"`
		Bodies []struct {
			Type string `json:"type"`
			Text string `json:"msg"`
		} `json:"bodies"`
	} `json:"payload"`
}

func (e easemob) work(callback turns.Callback) func() (*easemobMessage, error) {
	return func() (*easemobMessage, error) { return e.receive(callback.Body) }
}

func (e easemob) receive(body []byte) (*easemobMessage, error) {
	message := new(easemobMessage)
	if err := json.Unmarshal(body, message); err != nil {
		return nil, err
	}
	digest := md5.Sum([]byte(message.CallID + e.secret + strconv.FormatInt(message.Timestamp, 10)))
	if subtle.ConstantTimeCompare([]byte(hex.EncodeToString(digest[:])), []byte(message.Security)) != 1 {
		return nil, errRefused
	}
	return message, nil
}

func easemobMessages(message *easemobMessage) []turns.Message {
	return []turns.Message{{
		Sender: message.From, Conversation: message.GroupID, ID: message.ID, Content: message.Payload.Bodies[0].Text,
		TimeMS: message.Timestamp,
	}}
}
