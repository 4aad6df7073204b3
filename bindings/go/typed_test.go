package imhook_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

// TestNothingIsLost reads what the library writes for every vector into Go's types, and writes it again.
func TestNothingIsLost(t *testing.T) {
	deliveries := 0
	for _, vector := range vectors(t) {
		if vector.Call == "receiver_new" || vector.Expect.Status != 0 && vector.Call != "receive" {
			continue
		}
		t.Run(vector.name, func(t *testing.T) {
			receiver, err := imhook.NewFromJSON(vector.config())
			if err != nil {
				t.Fatal(err)
			}
			defer receiver.Close()
			switch vector.Call {
			case "receive":
				typed, err := receiver.Receive(vector.request())
				text, errOfText := receiver.ReceiveJSON(vector.request())
				deliveries += keeps(t, typed, err, text, errOfText)
				diagnosis, err := receiver.Diagnose(vector.request())
				text, errOfText = receiver.DiagnoseJSON(vector.request())
				keeps(t, diagnosis, err, text, errOfText)
			case "parse":
				typed, err := receiver.Parse(vector.payload())
				text, errOfText := receiver.ParseJSON(vector.payload())
				deliveries += keeps(t, typed, err, text, errOfText)
			case "parse_lines":
				results, err := receiver.ParseLines(vector.payload(), 1)
				text, errOfText := receiver.ParseLinesJSON(vector.payload(), 1)
				if err != nil || errOfText != nil {
					t.Fatal(err, errOfText)
				}
				deliveries += keepsLines(t, results, text)
			case "verify":
				typed, err := receiver.Verify(vector.request())
				text, errOfText := receiver.VerifyJSON(vector.request())
				keeps(t, typed, err, text, errOfText)
			case "seal":
				typed, err := receiver.Seal(specOf(t, vector.Spec))
				text, errOfText := receiver.SealJSON(vector.Spec)
				keeps(t, typed, err, text, errOfText)
			}
		})
	}
	if deliveries < 3000 {
		t.Errorf("only %d deliveries", deliveries)
	}
}

// keeps checks that a typed result says what the text says; it counts what was compared.
func keeps(t *testing.T, typed any, err error, text []byte, errOfText error) int {
	t.Helper()
	if err != nil || errOfText != nil {
		if !reflect.DeepEqual(err, errOfText) {
			t.Errorf("typed: %v, as text: %v", err, errOfText)
		}
		return 0
	}
	again, err := json.Marshal(typed)
	if err != nil {
		t.Fatal(err)
	}
	if difference := differ("", parsed(t, again), parsed(t, text)); difference != "" {
		t.Error(difference)
	}
	if delivery, ok := typed.(*imhook.Delivery); ok {
		keepsRaw(t, delivery, text)
	}
	return 1
}

// keepsRaw checks what a JSON value does not show: the exact text of raw, digits and repeated keys included.
func keepsRaw(t *testing.T, delivery *imhook.Delivery, text []byte) {
	t.Helper()
	raws := []*string{}
	for _, event := range delivery.Events {
		if event.RawFormat == "" {
			raws = append(raws, nil)
			continue
		}
		raw := string(event.Raw)
		if event.RawFormat != imhook.RawJSON {
			if err := json.Unmarshal(event.Raw, &raw); err != nil {
				t.Fatal(err)
			}
		}
		raws = append(raws, &raw)
	}
	if want := rawsOf(t, text); !slices.EqualFunc(raws, want, sameText) {
		t.Errorf("raw is %s, expected %s", shown(raws), shown(want))
	}
}

func keepsLines(t *testing.T, results []imhook.Result, text []byte) int {
	t.Helper()
	lines := slices.Collect(bytes.Lines(text))
	if len(results) != len(lines) {
		t.Fatalf("%d results of %d lines", len(results), len(lines))
	}
	deliveries := 0
	for index, result := range results {
		var object struct {
			Error *imhook.Error `json:"error"`
		}
		if err := json.Unmarshal(lines[index], &object); err != nil {
			t.Fatal(err)
		}
		if object.Error != nil {
			if !reflect.DeepEqual(result.Err, error(object.Error)) || result.Delivery != nil {
				t.Errorf("got %v, expected %v", result.Err, object.Error)
			}
			continue
		}
		deliveries += keeps(t, result.Delivery, result.Err, lines[index], nil)
	}
	return deliveries
}

// specOf reads a spec, every key of which must have a field.
func specOf(t *testing.T, text []byte) imhook.Spec {
	t.Helper()
	var spec struct {
		imhook.Spec
		Payload json.RawMessage `json:"payload"`
		Message json.RawMessage `json:"message"`
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&spec); err != nil {
		t.Fatal(err)
	}
	if spec.Payload != nil {
		spec.Spec.Payload = spec.Payload
	}
	if spec.Message != nil {
		spec.Spec.Message = spec.Message
	}
	return spec.Spec
}

// TestParseConfig reads the configuration of every vector: what the library takes is kept, what it refuses is refused.
func TestParseConfig(t *testing.T) {
	for _, vector := range vectors(t) {
		refused := vector.Call == "receiver_new" && vector.Expect.Status != 0
		config, err := imhook.ParseConfig(vector.config())
		if refused {
			if !errors.Is(err, vector.Expect.Status) {
				t.Errorf("%s: %v", vector.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", vector.name, err)
			continue
		}
		again, err := json.Marshal(config)
		if err != nil {
			t.Fatal(err)
		}
		if difference := differ("", parsed(t, again), plain(parsed(t, vector.config()))); difference != "" {
			t.Errorf("%s: %s", vector.name, difference)
		}
		receiver, err := imhook.New(config)
		if err != nil {
			t.Errorf("%s: %v", vector.name, err)
			continue
		}
		receiver.Close()
	}
}

// plain is a configuration with its credentials in a list, and without what is as good as left out.
func plain(config any) any {
	object := config.(map[string]any)
	if credential, ok := object["credentials"].(map[string]any); ok {
		object["credentials"] = []any{credential}
	}
	for key, value := range object {
		if list, ok := value.([]any); value == nil || ok && len(list) == 0 {
			delete(object, key)
		}
	}
	return object
}

func TestAnUnknownSegmentIsKept(t *testing.T) {
	text := []byte(`[{"type":"hologram","depth":9007199254740993},{"type":"text","text":""}]`)
	var segments imhook.Segments
	if err := json.Unmarshal(text, &segments); err != nil {
		t.Fatal(err)
	}
	if other, ok := segments[0].(*imhook.OtherSegment); !ok || other.SegmentType() != "hologram" {
		t.Errorf("got %#v", segments[0])
	}
	again, err := json.Marshal(segments)
	if err != nil || !bytes.Equal(again, text) {
		t.Errorf("got %s, %v", again, err)
	}
}
