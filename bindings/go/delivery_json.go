package imhook

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"
)

// Time is when the event happened, or the zero time when that is unknown.
func (e *Event) Time() time.Time {
	if e.TimeMS == nil {
		return time.Time{}
	}
	return time.UnixMilli(*e.TimeMS)
}

// UnmarshalJSON reads a delivery whose events are canonical ones, or CloudEvents that hold them.
func (d *Delivery) UnmarshalJSON(text []byte) error {
	type plain Delivery
	wire := struct {
		*plain
		Events []element `json:"events"`
	}{plain: (*plain)(d)}
	if err := json.Unmarshal(text, &wire); err != nil {
		return err
	}
	d.Events = make([]Event, len(wire.Events))
	d.CloudEvents = nil
	for index := range wire.Events {
		element := &wire.Events[index]
		if element.SpecVersion == "" {
			d.Events[index] = element.Event
			continue
		}
		event, err := element.cloudEvent()
		if err != nil {
			return err
		}
		d.Events[index] = event.Data
		d.CloudEvents = append(d.CloudEvents, event)
	}
	return nil
}

// MarshalJSON writes a delivery as it came: with CloudEvents where it has them.
func (d Delivery) MarshalJSON() ([]byte, error) {
	type plain Delivery
	if d.CloudEvents == nil {
		return verbatim(plain(d))
	}
	return verbatim(struct {
		plain
		Events []CloudEvent `json:"events"`
	}{plain(d), d.CloudEvents})
}

// element is an event in either form; the members id, type and data stand in both.
type element struct {
	Event
	SpecVersion     string `json:"specversion"`
	Source          string `json:"source"`
	Time            string `json:"time"`
	Subject         string `json:"subject"`
	DataContentType string `json:"datacontenttype"`
}

func (e *element) cloudEvent() (CloudEvent, error) {
	event := CloudEvent{
		SpecVersion: e.SpecVersion, ID: e.ID, Source: e.Source, Type: string(e.Type), Time: e.Time, Subject: e.Subject,
		DataContentType: e.DataContentType,
	}
	return event, json.Unmarshal(e.Data, &event.Data)
}

// verbatim encodes a value, and escapes in native JSON no more than is escaped there.
func verbatim(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(out.Bytes(), []byte{'\n'}), err
}

// decoded reads what a call gave.
func decoded[T any](text []byte, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	value := new(T)
	if err := json.Unmarshal(text, value); err != nil {
		return nil, failed(ErrInternal, http.StatusInternalServerError, "the library gave what this package cannot read", err)
	}
	return value, nil
}
