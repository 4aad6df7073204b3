package main

import (
	"crypto/cipher"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/xml"
	"log"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/imhook/imhook/benches/peers/go/turns"
)

type weCom struct {
	token, receiveID string
	iv               []byte
	block            cipher.Block
}

func newWeCom(settings turns.Settings) *weCom {
	credentials := settings.Credentials
	key, err := base64.StdEncoding.DecodeString(credentials.EncodingAESKey + "=")
	if err != nil {
		log.Fatal(err)
	}
	return &weCom{credentials.Token, credentials.ReceiveID, key[:16], newCipher(key)}
}

type weComEnvelope struct {
	ToUserName string
	Encrypt    string
	AgentID    string
}

type weComMessage struct {
	ToUserName   string
	FromUserName string
	CreateTime   int64
	MsgType      string
	Content      string
	MsgID        string `xml:"MsgId"`
	AgentID      string
}

func (w *weCom) work(callback turns.Callback) func() (*weComMessage, error) {
	return func() (*weComMessage, error) { return w.receive(callback.Target, callback.Body, callback.Now) }
}

func (w *weCom) receive(target string, body []byte, now time.Time) (*weComMessage, error) {
	address, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	var envelope weComEnvelope
	if err := xml.Unmarshal(body, &envelope); err != nil {
		return nil, err
	}
	if !w.verified(address.Query(), envelope.Encrypt, now) {
		return nil, errRefused
	}
	ciphertext, err := base64.StdEncoding.DecodeString(envelope.Encrypt)
	if err != nil {
		return nil, err
	}
	plaintext, err := decrypt(w.block, w.iv, ciphertext, 32)
	if err != nil {
		return nil, err
	}
	text, err := w.unwrapped(plaintext)
	if err != nil {
		return nil, err
	}
	message := new(weComMessage)
	return message, xml.Unmarshal(text, message)
}

func (w *weCom) verified(query url.Values, encrypted string, now time.Time) bool {
	pieces := []string{w.token, query.Get("timestamp"), query.Get("nonce"), encrypted}
	slices.Sort(pieces)
	digest := sha1.Sum([]byte(strings.Join(pieces, "")))
	expected := hex.EncodeToString(digest[:])
	seconds, err := strconv.ParseInt(query.Get("timestamp"), 10, 64)
	return err == nil && fresh(time.Unix(seconds, 0), now) &&
		subtle.ConstantTimeCompare([]byte(expected), []byte(query.Get("msg_signature"))) == 1
}

// unwrapped is the message between 16 random bytes, its length, and the receive id.
func (w *weCom) unwrapped(plaintext []byte) ([]byte, error) {
	if len(plaintext) < 20 {
		return nil, errRefused
	}
	rest := plaintext[20:]
	size := int(binary.BigEndian.Uint32(plaintext[16:20]))
	if size > len(rest) || string(rest[size:]) != w.receiveID {
		return nil, errRefused
	}
	return rest[:size], nil
}

func weComMessages(message *weComMessage) []turns.Message {
	return []turns.Message{{
		Sender: message.FromUserName, ID: message.MsgID, Content: message.Content, TimeMS: 1000 * message.CreateTime,
	}}
}
