package main

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/imhook/imhook/benches/peers/go/turns"
)

type wps struct {
	appID  string
	appKey []byte
	block  cipher.Block
}

func newWPS(settings turns.Settings) *wps {
	key := []byte(settings.Credentials.AppKey)
	digest := md5.Sum(key)
	return &wps{settings.Credentials.AppID, key, newCipher([]byte(hex.EncodeToString(digest[:])))}
}

type wpsEnvelope struct {
	Topic         string `json:"topic"`
	Operation     string `json:"operation"`
	Time          int64  `json:"time"`
	Nonce         string `json:"nonce"`
	Signature     string `json:"signature"`
	EncryptedData string `json:"encrypted_data"`
}

type wpsEvent struct {
	Chat struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	} `json:"chat"`
	CompanyID string `json:"company_id"`
	Message   struct {
		ID      string `json:"id"`
		Type    string `json:"type"`
		Content struct {
			Text struct {
				Content string `json:"content"`
			} `json:"text"`
			RichText struct {
				Elements []wpsElement `json:"elements"`
			} `json:"rich_text"`
		} `json:"content"`
	} `json:"message"`
	SendTime int64 `json:"send_time"`
	Sender   struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	} `json:"sender"`
}

type wpsElement struct {
	Type     string       `json:"type"`
	AltText  string       `json:"alt_text"`
	Indent   int          `json:"indent"`
	Index    int          `json:"index"`
	Elements []wpsElement `json:"elements"`
	Text     struct {
		Text  string `json:"text"`
		Style struct {
			Bold   bool   `json:"bold"`
			Italic bool   `json:"italic"`
			Color  string `json:"color"`
		} `json:"style"`
	} `json:"style_text_content"`
}

func (w *wps) work(callback turns.Callback) func() (*wpsEvent, error) {
	return func() (*wpsEvent, error) { return w.receive(callback.Body, callback.Now) }
}

func (w *wps) receive(body []byte, now time.Time) (*wpsEvent, error) {
	var envelope wpsEnvelope
	if err := json.Unmarshal(body, &envelope); err != nil {
		return nil, err
	}
	if !w.verified(&envelope) || !fresh(time.Unix(envelope.Time, 0), now) || len(envelope.Nonce) < 16 {
		return nil, errRefused
	}
	ciphertext, err := base64.StdEncoding.DecodeString(envelope.EncryptedData)
	if err != nil {
		return nil, err
	}
	plaintext, err := decrypt(w.block, []byte(envelope.Nonce[:16]), ciphertext, 16)
	if err != nil {
		return nil, err
	}
	event := new(wpsEvent)
	return event, json.Unmarshal(plaintext, event)
}

func (w *wps) verified(envelope *wpsEnvelope) bool {
	mac := hmac.New(sha256.New, w.appKey)
	head := []string{w.appID, envelope.Topic, envelope.Nonce, strconv.FormatInt(envelope.Time, 10), ""}
	io.WriteString(mac, strings.Join(head, ":"))
	io.WriteString(mac, envelope.EncryptedData)
	expected := base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(expected), []byte(envelope.Signature))
}

func wpsMessages(event *wpsEvent) []turns.Message {
	content := event.Message.Content.Text.Content
	if event.Message.Type == "rich_text" {
		content = richText(event.Message.Content.RichText.Elements)
	}
	return []turns.Message{{
		Sender: event.Sender.ID, Conversation: event.Chat.ID, ID: event.Message.ID, Content: content, TimeMS: event.SendTime,
	}}
}

func richText(elements []wpsElement) string {
	lines := make([]string, len(elements))
	for index, element := range elements {
		for _, piece := range element.Elements {
			lines[index] += piece.Text.Text
		}
	}
	return strings.Join(lines, "\n")
}
