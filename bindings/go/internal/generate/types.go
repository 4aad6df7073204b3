package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// prefixes says what the words of a type begin with, where the name of the type would be long.
var prefixes = map[string]string{"EventType": "Event", "PartyKind": "Party", "DeliveryKind": "Delivery", "ConversationKind": "Conversation", "RawFormat": "Raw"}

// renamed says what the words of a key are called, where the name of its owner misleads.
var renamed = map[string]string{"EventRawFormat": "RawFormat"}

// writer writes Go types.
type writer struct {
	strings.Builder
	definitions definitions
	segments    []named
}

// types is a Go type for each object and each list of words of the schema.
func types(text []byte) (string, error) {
	var root schema
	if err := json.Unmarshal(text, &root); err != nil {
		return "", err
	}
	w := &writer{definitions: definitions(root.Definitions)}
	w.WriteString("import \"encoding/json\"\n\n")
	if err := w.object("Delivery", &root); err != nil {
		return "", err
	}
	for _, definition := range root.Definitions {
		if err := w.definition(definition); err != nil {
			return "", fmt.Errorf("%s: %w", definition.name, err)
		}
	}
	w.registry()
	return w.String(), nil
}

func (w *writer) definition(definition named) error {
	name := exported(definition.name)
	switch {
	case definition.Enum != nil:
		w.words(name, &definition.schema)
		return nil
	case definition.OneOf != nil && definition.Properties == nil:
		for _, alternative := range definition.OneOf {
			segment, err := w.definitions.at(alternative.Ref)
			if err != nil {
				return err
			}
			w.segments = append(w.segments, segment)
		}
		return nil
	case definition.UnevaluatedProperties != nil:
		return w.extended(name, definition)
	case definition.Properties != nil:
		return w.object(name, &definition.schema)
	}
	return nil
}

// extended writes an object that has the members of another, and perhaps more.
func (w *writer) extended(name string, definition named) error {
	base, err := w.definitions.at(definition.Ref)
	if err != nil {
		return err
	}
	w.comment(described(name, definition.Description))
	fmt.Fprintf(w, "type %s struct {\n%s\n", name, exported(base.name))
	if err := w.fields(name, &definition.schema); err != nil {
		return err
	}
	w.WriteString("}\n\n")
	return nil
}

// object writes a struct, then the lists of words that its members have of their own.
func (w *writer) object(name string, object *schema) error {
	w.comment(described(name, object.Description))
	fmt.Fprintf(w, "type %s struct {\n", name)
	if err := w.fields(name, object); err != nil {
		return err
	}
	w.WriteString("}\n\n")
	for _, property := range object.Properties {
		if property.Enum != nil {
			w.words(wordsOf(name, property.name), &property.schema)
		}
	}
	return nil
}

func (w *writer) fields(owner string, object *schema) error {
	for _, property := range object.Properties {
		if err := w.field(owner, property, object.requires(property.name)); err != nil {
			return fmt.Errorf("%s: %w", property.name, err)
		}
	}
	return nil
}

// wordsOf is the type of the words that stand under a key.
func wordsOf(owner, key string) string {
	name := strings.TrimSuffix(owner, "Segment") + exported(key)
	if shorter, ok := renamed[name]; ok {
		return shorter
	}
	return name
}

// words writes a type of text and a constant for each word.
func (w *writer) words(name string, list *schema) {
	w.comment(described(name, list.Description))
	fmt.Fprintf(w, "type %s string\n\nconst (\n", name)
	prefix := name
	if shorter, ok := prefixes[name]; ok {
		prefix = shorter
	}
	for _, word := range list.Enum {
		fmt.Fprintf(w, "%s%s %s = %q\n", prefix, exported(word), name, word)
	}
	w.WriteString(")\n\n")
}

// registry writes what makes the segments one union.
func (w *writer) registry() {
	w.WriteString("// newSegment makes an empty segment by its type.\nvar newSegment = map[string]func() Segment{\n")
	for _, segment := range w.segments {
		fmt.Fprintf(w, "%s: func() Segment { return new(%s) },\n", w.typeOf(segment), exported(segment.name))
	}
	w.WriteString("}\n\n")
	for _, segment := range w.segments {
		fmt.Fprintf(w, "func (*%s) SegmentType() string { return %s }\n", exported(segment.name), w.typeOf(segment))
	}
}

// typeOf is the word, in quotes, that tells a segment from the others.
func (w *writer) typeOf(segment named) string {
	for _, property := range segment.Properties {
		if property.name == "type" {
			return string(property.Const)
		}
	}
	return ""
}

// described begins a comment with the name of what it is about.
func described(name, description string) string {
	if description == "" {
		return name
	}
	return name + ": " + strings.ToLower(description[:1]) + description[1:]
}

func (w *writer) comment(text string) {
	for line := range strings.SplitSeq(wrapped(text), "\n") {
		fmt.Fprintf(w, "// %s\n", line)
	}
}

// wrapped breaks a text into lines of at most a hundred characters.
func wrapped(text string) string {
	var out strings.Builder
	width := 0
	for index, word := range strings.Fields(text) {
		if index > 0 && width+1+len(word) > 100 {
			out.WriteByte('\n')
			width = 0
		} else if index > 0 {
			out.WriteByte(' ')
			width++
		}
		out.WriteString(word)
		width += len(word)
	}
	return out.String()
}
