package imhook_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/imhook/imhook/bindings/go"
)

// The format of the vectors is described in tests/vectors/README.md.
type vectorFile struct {
	Schema   string            `json:"schema"`
	Platform string            `json:"platform"`
	Comment  string            `json:"comment"`
	Flags    map[string]string `json:"flags"`
	Vectors  []*vector         `json:"vectors"`
}

type vector struct {
	// name is the folder, the stem of the file and the id.
	name string

	ID            string           `json:"id"`
	Comment       string           `json:"comment"`
	Source        string           `json:"source"`
	Flags         []string         `json:"flags"`
	Call          string           `json:"call"`
	Config        json.RawMessage  `json:"config"`
	ConfigText    *string          `json:"config_text"`
	Request       *recordedRequest `json:"request"`
	Payload       *string          `json:"payload"`
	PayloadBase64 []byte           `json:"payload_base64"`
	Spec          json.RawMessage  `json:"spec"`
	Expect        expectation      `json:"expect"`
}

type recordedRequest struct {
	Method     string      `json:"method"`
	Target     string      `json:"target"`
	Headers    [][2]string `json:"headers"`
	Body       *string     `json:"body"`
	BodyBase64 []byte      `json:"body_base64"`
	NowMS      int64       `json:"now_ms"`
}

type expectation struct {
	Status          imhook.Status   `json:"status"`
	Error           errorWords      `json:"error"`
	Delivery        json.RawMessage `json:"delivery"`
	Raw             []*string       `json:"raw"`
	Report          json.RawMessage `json:"report"`
	Plaintext       *string         `json:"plaintext"`
	PlaintextBase64 []byte          `json:"plaintext_base64"`
	Lines           []expectation   `json:"lines"`
	Sealed          json.RawMessage `json:"sealed"`
	Diagnosis       diagnosed       `json:"diagnosis"`
}

type diagnosed struct {
	OK       bool     `json:"ok"`
	Advice   string   `json:"advice"`
	Contains []string `json:"contains"`
	Excludes []string `json:"excludes"`
}

type errorWords struct {
	Contains []string `json:"contains"`
	Excludes []string `json:"excludes"`
}

// vectors reads every vector of the tree.
func vectors(t testing.TB) []*vector {
	t.Helper()
	paths, err := filepath.Glob("../../tests/vectors/*/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no vector files: %v", err)
	}
	var all []*vector
	for _, path := range paths {
		vectors, err := readVectors(path)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, vectors...)
	}
	return all
}

func readVectors(path string) ([]*vector, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var file vectorFile
	if err := decoder.Decode(&file); err != nil {
		return nil, err
	}
	if file.Schema != "imhook.vectors/1" || len(file.Vectors) == 0 {
		return nil, fmt.Errorf("not a file of vectors: %q", file.Schema)
	}
	for _, vector := range file.Vectors {
		vector.name = filepath.Base(filepath.Dir(path)) + "/" + strings.TrimSuffix(filepath.Base(path), ".json") + "/" + vector.ID
		for _, flag := range vector.Flags {
			if _, ok := file.Flags[flag]; !ok {
				return nil, fmt.Errorf("%s: flag %s is not explained", vector.ID, flag)
			}
		}
	}
	return file.Vectors, nil
}

// config is the exact text of the configuration.
func (v *vector) config() []byte {
	if v.ConfigText != nil {
		return []byte(*v.ConfigText)
	}
	return v.Config
}

func (v *vector) payload() []byte {
	return bytesOf(v.Payload, v.PayloadBase64)
}

func (v *vector) request() imhook.Request {
	recorded := v.Request
	request := imhook.Request{
		Method: recorded.Method, Target: recorded.Target, Header: http.Header{},
		Body: bytesOf(recorded.Body, recorded.BodyBase64),
	}
	for _, field := range recorded.Headers {
		request.Header.Add(field[0], field[1])
	}
	if recorded.NowMS != 0 {
		request.Now = time.UnixMilli(recorded.NowMS)
	}
	return request
}

func bytesOf(text *string, base64 []byte) []byte {
	if text != nil {
		return []byte(*text)
	}
	return base64
}
