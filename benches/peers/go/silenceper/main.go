// Command silenceper receives with github.com/silenceper/wechat, as its own callbacks do. It leaves the comparison of the
// signature to its user, and does not look at the time.
package main

import (
	"crypto/subtle"
	"encoding/xml"
	"errors"
	"net/url"
	"strconv"

	"github.com/imhook/imhook/benches/peers/go/turns"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/util"
)

func main() {
	callback, settings := turns.Read()
	turns.Serve(func() (*message.MixMessage, error) { return receive(settings, callback) }, messages)
}

func receive(settings turns.Settings, callback turns.Callback) (*message.MixMessage, error) {
	address, err := url.Parse(callback.Target)
	if err != nil {
		return nil, err
	}
	var envelope message.EncryptedXMLMsg
	if err := xml.Unmarshal(callback.Body, &envelope); err != nil {
		return nil, err
	}
	credentials, query := settings.Credentials, address.Query()
	expected := util.Signature(credentials.Token, query.Get("timestamp"), query.Get("nonce"), envelope.EncryptedMsg)
	if subtle.ConstantTimeCompare([]byte(expected), []byte(query.Get("msg_signature"))) != 1 {
		return nil, errors.New("the callback is not what it claims to be")
	}
	_, text, err := util.DecryptMsg(credentials.ReceiveID, envelope.EncryptedMsg, credentials.EncodingAESKey)
	if err != nil {
		return nil, err
	}
	found := new(message.MixMessage)
	return found, xml.Unmarshal(text, found)
}

func messages(found *message.MixMessage) []turns.Message {
	return []turns.Message{{
		Sender: string(found.FromUserName), ID: strconv.FormatInt(found.MsgID, 10), Content: found.Content,
		TimeMS: 1000 * found.CreateTime,
	}}
}
