package main

import (
	"fmt"
	"strings"
)

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
