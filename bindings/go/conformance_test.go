package imhook_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

// TestConformance runs every vector. With IMHOOK_CONFORMANCE_OUT it lists what came of each, for other languages to
// compare.
func TestConformance(t *testing.T) {
	var listing bytes.Buffer
	vectors := vectors(t)
	run := 0
	for _, vector := range vectors {
		t.Run(vector.name, func(t *testing.T) {
			output, err := vector.run(t)
			status, listed := imhook.Status(0), output
			if err != nil {
				failure := asError(t, err)
				status, listed = failure.Status, []byte(failure.Message+"\n"+failure.Hint)
			}
			fmt.Fprintf(&listing, "%s\t%d\t%s\n", vector.name, int32(status), hex.EncodeToString(listed))
			vector.judge(t, output, err)
			run++
		})
	}
	if path := os.Getenv("IMHOOK_CONFORMANCE_OUT"); path != "" {
		if err := os.WriteFile(path, listing.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if run != len(vectors) {
		t.Fatalf("%d of %d vectors were run", run, len(vectors))
	}
	t.Logf("%d vectors", run)
}

// run makes the call of the vector, and gives the bytes that the library gave.
func (v *vector) run(t *testing.T) ([]byte, error) {
	receiver, err := imhook.NewFromJSON(v.config())
	if err != nil {
		if v.Call != "receiver_new" {
			t.Fatalf("no receiver: %v", err)
		}
		return nil, err
	}
	defer receiver.Close()
	switch v.Call {
	case "receiver_new":
		return nil, nil
	case "receive":
		return receiver.ReceiveJSON(v.request())
	case "verify":
		return receiver.VerifyJSON(v.request())
	case "decrypt":
		return receiver.Decrypt(v.request())
	case "diagnose":
		return receiver.DiagnoseJSON(v.request())
	case "parse":
		return receiver.ParseJSON(v.payload())
	case "parse_lines":
		one, err := receiver.ParseLinesJSON(v.payload(), 1)
		three, errOfThree := receiver.ParseLinesJSON(v.payload(), 3)
		if !bytes.Equal(one, three) || (err == nil) != (errOfThree == nil) {
			t.Error("the number of threads changes the output")
		}
		return one, err
	case "seal":
		return receiver.SealJSON(v.Spec)
	}
	t.Fatalf("unknown call %q", v.Call)
	return nil, nil
}

// judge compares what came of the vector with what it expects.
func (v *vector) judge(t *testing.T, output []byte, err error) {
	expect := &v.Expect
	if err != nil || expect.Status != 0 {
		judgeError(t, err, expect)
		return
	}
	switch v.Call {
	case "receive", "parse":
		judgeDelivery(t, output, expect)
	case "verify":
		judgeJSON(t, output, expect.Report)
	case "decrypt":
		if !bytes.Equal(output, bytesOf(expect.Plaintext, expect.PlaintextBase64)) {
			t.Errorf("another plaintext: %q", output)
		}
	case "parse_lines":
		judgeLines(t, output, expect.Lines)
	case "seal":
		judgeJSON(t, output, expect.Sealed)
	case "diagnose":
		judgeDiagnosis(t, output, &expect.Diagnosis)
	}
}

// judgeDiagnosis holds the advice that stands first against the expected one. Where nothing is wrong there is none.
func judgeDiagnosis(t *testing.T, output []byte, expect *diagnosed) {
	var report imhook.Diagnosis
	if err := json.Unmarshal(output, &report); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	first := imhook.Advice{}
	if len(report.Advice) > 0 {
		first = report.Advice[0]
	}
	passed := true
	for _, step := range report.Steps {
		passed = passed && step.Result == "pass"
	}
	if report.OK != expect.OK || passed != expect.OK || first.Code != expect.Advice {
		t.Errorf("got ok %v and %q first, expected %v and %q", report.OK, first.Code, expect.OK, expect.Advice)
	}
	for _, word := range expect.Contains {
		if !strings.Contains(first.Text, word) {
			t.Errorf("the first advice does not say %q: %q", word, first.Text)
		}
	}
	for _, word := range expect.Excludes {
		if bytes.Contains(output, []byte(word)) {
			t.Errorf("the report says %q: %s", word, output)
		}
	}
}

func judgeError(t *testing.T, err error, expect *expectation) {
	if expect.Status == 0 || !errors.Is(err, expect.Status) {
		t.Fatalf("got %v, expected status %d", err, int32(expect.Status))
	}
	failure := asError(t, err)
	text := failure.Message + "\n" + failure.Hint
	for _, word := range expect.Error.Contains {
		if !strings.Contains(text, word) {
			t.Errorf("the error does not say %q: %q", word, text)
		}
	}
	for _, word := range expect.Error.Excludes {
		if strings.Contains(text, word) {
			t.Errorf("the error says %q: %q", word, text)
		}
	}
}

func asError(t *testing.T, err error) *imhook.Error {
	var failure *imhook.Error
	if !errors.As(err, &failure) {
		t.Fatalf("not an *imhook.Error: %v", err)
	}
	return failure
}
