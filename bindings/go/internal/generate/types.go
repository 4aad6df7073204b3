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

// field writes a member of a struct. What is absent is left out again: an empty text is never written by the library
// where it may be absent, but a 0 and a false are, so these are pointers.
func (w *writer) field(owner string, property named, required bool) error {
	kind, err := w.kind(owner, property)
	if err != nil {
		return err
	}
	tag := property.name
	if !required {
		tag += ",omitempty"
		if kind == "int64" || property.is("boolean") || w.isStruct(property.Ref) {
			kind = "*" + kind
		}
	}
	description := property.Description
	if description == "" && property.Ref != "" {
		referred, _ := w.definitions.at(property.Ref)
		description = referred.Description
	}
	if description != "" {
		w.comment(description)
	}
	fmt.Fprintf(w, "%s %s `json:%q`\n", exported(property.name), kind, tag)
	if property.Items != nil && property.Items.OneOf != nil {
		return w.otherForms(property)
	}
	return nil
}

// otherForms writes a list for each other form in which the elements of a list may come.
func (w *writer) otherForms(list named) error {
	for _, form := range list.Items.OneOf[1:] {
		definition, err := w.definitions.at(form.Ref)
		if err != nil {
			return err
		}
		name := exported(definition.name)
		w.comment(fmt.Sprintf("The elements of %s as they came, where each came as a %s.", exported(list.name), name))
		fmt.Fprintf(w, "%ss []%s `json:\"-\"`\n", name, name)
	}
	return nil
}

// kind is the Go type of a member.
func (w *writer) kind(owner string, property named) (string, error) {
	switch {
	case property.Ref != "":
		return w.referred(property.Ref)
	case property.Enum != nil:
		return wordsOf(owner, property.name), nil
	case property.is("array"):
		return w.list(property.Items)
	case property.is("integer") && property.Maximum != nil:
		return "int", nil
	case property.is("integer"):
		return "int64", nil
	case property.is("number"):
		return "json.Number", nil
	case property.is("boolean") || string(property.Const) == "true":
		return "bool", nil
	case property.is("string") || strings.HasPrefix(string(property.Const), `"`):
		return "string", nil
	case property.Type == nil:
		return "json.RawMessage", nil
	}
	return "", fmt.Errorf("no Go type for %s", property.Type)
}

// referred is the Go type of a definition: what may hold any key stays as it is.
func (w *writer) referred(ref string) (string, error) {
	definition, err := w.definitions.at(ref)
	if err != nil || w.isStruct(ref) || definition.Enum != nil {
		return exported(definition.name), err
	}
	if definition.Ref != "" {
		return w.referred(definition.Ref)
	}
	return "json.RawMessage", nil
}

// isStruct tells whether a reference leads to an object whose keys are all known.
func (w *writer) isStruct(ref string) bool {
	definition, err := w.definitions.at(ref)
	return err == nil && (definition.UnevaluatedProperties != nil || definition.Properties != nil && !definition.open())
}

func (w *writer) list(items *schema) (string, error) {
	switch {
	case items.Ref == "#/$defs/segment":
		return "Segments", nil
	case items.Ref != "":
		kind, err := w.referred(items.Ref)
		return "[]" + kind, err
	case items.OneOf != nil:
		// Of several forms the first is the one that the others hold.
		kind, err := w.referred(items.OneOf[0].Ref)
		return "[]" + kind, err
	case items.is("string"):
		return "[]string", nil
	}
	return "", fmt.Errorf("no Go type for a list of %s", items.Type)
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
