package imhook_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

func judgeJSON(t *testing.T, output, expected []byte) {
	t.Helper()
	if expected == nil {
		t.Fatal("the vector does not say what to expect")
	}
	if difference := differ("", parsed(t, output), parsed(t, expected)); difference != "" {
		t.Error(difference)
	}
}

// judgeDelivery compares raw records by their text, warnings by their code, and the rest as JSON.
func judgeDelivery(t *testing.T, output []byte, expect *expectation) {
	t.Helper()
	if bytes.ContainsRune(output, '\n') {
		t.Fatal("the delivery is more than one line")
	}
	raws := rawsOf(t, output)
	if !slices.EqualFunc(raws, expect.Raw, sameText) {
		t.Errorf("raw is %s, expected %s", shown(raws), shown(expect.Raw))
	}
	delivery, ok := parsed(t, output).(map[string]any)
	if !ok || expect.Delivery == nil {
		t.Fatalf("no delivery, or none is expected: %s", output)
	}
	for _, event := range delivery["events"].([]any) {
		delete(canonical(event.(map[string]any)), "raw")
	}
	if warnings, ok := delivery["warnings"].([]any); ok {
		for index, warning := range warnings {
			warnings[index] = map[string]any{"code": warning.(map[string]any)["code"]}
		}
	}
	if difference := differ("", delivery, parsed(t, expect.Delivery)); difference != "" {
		t.Error(difference)
	}
}

// judgeLines compares each line with its expectation.
func judgeLines(t *testing.T, output []byte, expected []expectation) {
	t.Helper()
	lines := slices.Collect(bytes.Lines(output))
	if len(lines) != len(expected) {
		t.Fatalf("%d lines, expected %d", len(lines), len(expected))
	}
	for index, line := range lines {
		line, ended := bytes.CutSuffix(line, []byte{'\n'})
		if !ended {
			t.Error("a line is not ended")
		}
		var object struct {
			Error *imhook.Error `json:"error"`
		}
		if err := json.Unmarshal(line, &object); err != nil {
			t.Fatal(err)
		}
		switch {
		case object.Error != nil:
			judgeError(t, object.Error, &expected[index])
		case expected[index].Status != 0:
			judgeError(t, nil, &expected[index])
		default:
			judgeDelivery(t, line, &expected[index])
		}
	}
}

// canonical is an event, taken out of its CloudEvents envelope.
func canonical(event map[string]any) map[string]any {
	if event["specversion"] != nil {
		return event["data"].(map[string]any)
	}
	return event
}

// rawsOf is the text of each event's raw: of JSON as it stands, otherwise what the string says; nil where there is none.
func rawsOf(t *testing.T, output []byte) []*string {
	t.Helper()
	type event struct {
		SpecVersion string          `json:"specversion"`
		Data        json.RawMessage `json:"data"`
		RawFormat   string          `json:"raw_format"`
		Raw         json.RawMessage `json:"raw"`
	}
	var delivery struct {
		Events []event `json:"events"`
	}
	if err := json.Unmarshal(output, &delivery); err != nil {
		t.Fatal(err)
	}
	raws := []*string{}
	for _, e := range delivery.Events {
		if e.SpecVersion != "" {
			data := e.Data
			e = event{}
			if err := json.Unmarshal(data, &e); err != nil {
				t.Fatal(err)
			}
		}
		text := string(e.Raw)
		switch {
		case e.Raw == nil:
			raws = append(raws, nil)
			continue
		case e.RawFormat != "json":
			if err := json.Unmarshal(e.Raw, &text); err != nil {
				t.Fatal(err)
			}
		}
		raws = append(raws, &text)
	}
	return raws
}

func sameText(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func shown(texts []*string) string {
	out, _ := json.Marshal(texts)
	return string(out)
}

// parsed is a JSON value whose numbers keep their digits.
func parsed(t *testing.T, text []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("not JSON: %v: %s", err, text)
	}
	return value
}

// differ says where two JSON values differ; nothing when they are equal.
func differ(path string, got, want any) string {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return fmt.Sprintf("%s is %v, expected an object", path, got)
		}
		for _, key := range slices.Sorted(maps.Keys(want)) {
			if _, ok := object[key]; !ok {
				return fmt.Sprintf("%s/%s is absent", path, key)
			}
			if difference := differ(path+"/"+key, object[key], want[key]); difference != "" {
				return difference
			}
		}
		for key := range object {
			if _, ok := want[key]; !ok {
				return fmt.Sprintf("%s/%s is there too", path, key)
			}
		}
		return ""
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return fmt.Sprintf("%s is %v, expected %v", path, got, want)
		}
		for index := range want {
			if difference := differ(path+"/"+strconv.Itoa(index), list[index], want[index]); difference != "" {
				return difference
			}
		}
		return ""
	case json.Number:
		if number, ok := got.(json.Number); ok && sameNumber(number.String(), want.String()) {
			return ""
		}
	default:
		if got == want {
			return ""
		}
	}
	return fmt.Sprintf("%s is %v, expected %v", path, got, want)
}

// sameNumber compares whole numbers by their digits, however many, and fractions by their value.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	if !strings.ContainsAny(a+b, ".eE") {
		return false
	}
	x, errOfX := strconv.ParseFloat(a, 64)
	y, errOfY := strconv.ParseFloat(b, 64)
	return errOfX == nil && errOfY == nil && x == y
}
