// Command standard receives with Go's standard library, into typed structs.
package main

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"log"
	"time"

	"github.com/imhook/imhook/benches/peers/go/turns"
)

const tolerance = 300 * time.Second

var errRefused = errors.New("the callback is not what it claims to be")

func main() {
	callback, settings := turns.Read()
	switch settings.Platform {
	case "wps":
		turns.Serve(newWPS(settings).work(callback), wpsMessages)
	case "wecom_kf":
		turns.Serve(newWeCom(settings).work(callback), weComMessages)
	case "easemob":
		turns.Serve(easemob{settings.Credentials.Secret}.work(callback), easemobMessages)
	case "wecom_archive":
		turns.Serve(archive(callback), archiveMessages)
	default:
		log.Fatal("no such platform")
	}
}

func newCipher(key []byte) cipher.Block {
	block, err := aes.NewCipher(key)
	if err != nil {
		log.Fatal(err)
	}
	return block
}

// decrypt works in place and takes the padding off.
func decrypt(block cipher.Block, iv, bytes []byte, padding int) ([]byte, error) {
	if len(bytes) == 0 || len(bytes)%aes.BlockSize != 0 {
		return nil, errRefused
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(bytes, bytes)
	count := int(bytes[len(bytes)-1])
	if count < 1 || count > padding || count > len(bytes) {
		return nil, errRefused
	}
	for _, pad := range bytes[len(bytes)-count:] {
		if int(pad) != count {
			return nil, errRefused
		}
	}
	return bytes[:len(bytes)-count], nil
}

func fresh(sent, now time.Time) bool { return now.Sub(sent).Abs() <= tolerance }
