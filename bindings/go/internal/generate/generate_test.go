package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// root and module are seen from the folder of this test.
const root, module = "../../../..", "../.."

// TestTheCommittedFilesAreWhatIsGenerated finds a header that is not the library's, and statuses and types that are stale.
func TestTheCommittedFilesAreWhatIsGenerated(t *testing.T) {
	files, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(module, name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run `go generate` in bindings/go (%v)", name, err)
		}
	}
	if len(files) != 3 {
		t.Errorf("%d files are generated", len(files))
	}
}

func TestAStatusIsTakenFromTheHeader(t *testing.T) {
	got, err := statuses("#define IMHOOK_ABI_VERSION 1\n/* It went well. */\n#define IMHOOK_OK 0\n\n/* Too cold. */\n#define IMHOOK_TOO_COLD 502\n")
	if err != nil || !strings.Contains(got, "// Too cold.\nErrTooCold Status = 502\n") || strings.Contains(got, "ErrOK") || strings.Contains(got, "ErrABI") {
		t.Errorf("got %s, %v", got, err)
	}
	if _, err := statuses("#define IMHOOK_ABI_VERSION 1\n"); err == nil {
		t.Error("a header without statuses is taken")
	}
}

func TestATypeIsMadeOfASchema(t *testing.T) {
	got, err := types([]byte(`{"type": "object", "required": ["a"], "properties": {
		"a": {"type": "string", "description": "Its name."}, "some_url": {"type": "string"}, "time_ms": {"type": "integer"},
		"kind": {"enum": ["x", "y"]}, "native": {"$ref": "#/$defs/native"}, "thing": {"$ref": "#/$defs/thing"}},
		"$defs": {"native": {"type": "object", "additionalProperties": {}},
			"thing": {"type": "object", "properties": {"b": {"type": "number"}}, "additionalProperties": false}}}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"// Its name.\nA string `json:\"a\"`", "SomeURL string `json:\"some_url,omitempty\"`", "TimeMS *int64 `json:\"time_ms,omitempty\"`",
		"Kind DeliveryKind `json:\"kind,omitempty\"`", "Native json.RawMessage `json:\"native,omitempty\"`", "Thing *Thing `json:\"thing,omitempty\"`",
		"B json.Number `json:\"b,omitempty\"`", "DeliveryY DeliveryKind = \"y\"",
	} {
		if !strings.Contains(got, line) {
			t.Errorf("%s is not in\n%s", line, got)
		}
	}
	for _, wrong := range []string{
		`{"type": "object", "properties": {"a": {"type": "hologram"}}}`,
		`{"type": "object", "properties": {"a": {"$ref": "#/$defs/nowhere"}}}`,
	} {
		if _, err := types([]byte(wrong)); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
}
