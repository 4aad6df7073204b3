package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// schema is the part of JSON Schema that says what a type looks like; what it demands of values is the library's to keep.
type schema struct {
	Description           string          `json:"description"`
	Ref                   string          `json:"$ref"`
	Type                  json.RawMessage `json:"type"`
	Const                 json.RawMessage `json:"const"`
	Enum                  []string        `json:"enum"`
	Maximum               *int64          `json:"maximum"`
	Required              []string        `json:"required"`
	Properties            ordered         `json:"properties"`
	Items                 *schema         `json:"items"`
	OneOf                 []schema        `json:"oneOf"`
	AdditionalProperties  json.RawMessage `json:"additionalProperties"`
	UnevaluatedProperties json.RawMessage `json:"unevaluatedProperties"`
	Definitions           ordered         `json:"$defs"`
}

// is tells whether the schema is of one type, of that name.
func (s *schema) is(kind string) bool {
	return string(s.Type) == `"`+kind+`"`
}

// open tells whether an object may hold keys that the schema does not name.
func (s *schema) open() bool {
	return s.is("object") && s.AdditionalProperties != nil && string(s.AdditionalProperties) != "false"
}

func (s *schema) requires(key string) bool {
	return slices.Contains(s.Required, key)
}

// ordered is a JSON object of schemas that keeps the order of its keys.
type ordered []named

type named struct {
	name string
	schema
}

func (o *ordered) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if _, err := decoder.Token(); err != nil {
		return err
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return err
		}
		member := named{name: key.(string)}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		// Inside a condition a property may be `false`, which says nothing of a type.
		if value[0] == '{' {
			if err := json.Unmarshal(value, &member.schema); err != nil {
				return fmt.Errorf("%s: %w", member.name, err)
			}
		}
		*o = append(*o, member)
	}
	return nil
}

// definitions are the named schemas of a document.
type definitions ordered

// at follows a reference.
func (d definitions) at(ref string) (named, error) {
	name := strings.TrimPrefix(ref, "#/$defs/")
	for _, definition := range d {
		if definition.name == name {
			return definition, nil
		}
	}
	return named{}, fmt.Errorf("there is no definition %q", ref)
}
