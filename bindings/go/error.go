package imhook

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// Error is why a call failed. Every error of a [Receiver] is one, and so is every error of [New] but [ErrABI].
type Error struct {
	// Status is what went wrong, in a number that never changes its meaning.
	Status Status `json:"status"`
	// Name is the name of the status, such as "signature_mismatch": fit to be shown to the sender.
	Name string `json:"name"`
	// Message says what was found and expected, for the operator; never send it to whoever sent the request.
	Message string `json:"message"`
	// Hint says what the operator can do, where there is something.
	Hint string `json:"hint,omitempty"`
	// HTTPStatus is what to answer the request with.
	HTTPStatus int `json:"http_status"`
	// VendorCode is the number that the platform's vendor gives the error, where it has one.
	VendorCode *int64 `json:"vendor_code,omitempty"`

	cause error
}

func (e *Error) Error() string {
	if e.Hint == "" {
		return fmt.Sprintf("imhook: %s: %s", e.Name, e.Message)
	}
	return fmt.Sprintf("imhook: %s: %s (%s)", e.Name, e.Message, e.Hint)
}

// Unwrap gives the status, and what lies beneath where it was not the library that failed.
func (e *Error) Unwrap() []error {
	if e.cause == nil {
		return []error{e.Status}
	}
	return []error{e.Status, e.cause}
}

// Status is the number of an error. [errors.Is] finds it in one: errors.Is(err, imhook.ErrSignatureMismatch).
type Status int32

func (s Status) Error() string { return "imhook: " + s.Name() }

// Is tells whether the status is of a group, so that a status of a newer library is understood by its hundred.
func (s Status) Is(target error) bool {
	group, ok := target.(Group)
	return ok && s.Group() == group
}

// Group is the hundred that the status belongs to.
func (s Status) Group() Group { return Group(s / 100) }

// Group is a hundred of statuses: errors.Is(err, imhook.ErrAuthentication).
type Group int32

// The groups of statuses.
const (
	// The caller or the configuration is wrong: 1xx.
	ErrUsage Group = 1
	// The request does not prove who sent it: 2xx.
	ErrAuthentication Group = 2
	// What was verified does not decrypt: 3xx.
	ErrDecryption Group = 3
	// The input is not of the platform's form, or the platform has no such operation: 4xx.
	ErrFormat Group = 4
	// The input is over a cap: 5xx.
	ErrLimit Group = 5
	// A message to be sealed breaks a rule of the platform: 6xx.
	ErrMessage Group = 6
	// A defect of the library: 9xx.
	ErrDefect Group = 9
)

var groupNames = map[Group]string{
	ErrUsage: "usage", ErrAuthentication: "authentication", ErrDecryption: "decryption", ErrFormat: "format",
	ErrLimit: "limit", ErrMessage: "message", ErrDefect: "defect",
}

func (g Group) Error() string {
	if name, ok := groupNames[g]; ok {
		return "imhook: " + name
	}
	return fmt.Sprintf("imhook: status %dxx", int32(g))
}

var (
	// ErrClosed is the cause of the error of a call on a receiver after Close.
	ErrClosed = errors.New("imhook: the receiver is closed")
	// ErrABI is what New gives when the library that was loaded has another ABI than the one this package is made for.
	ErrABI = errors.New("imhook: the library has another ABI")
)

// errorOf reads the error object that the library gave with a status.
func errorOf(status Status, text []byte) error {
	var object struct {
		Error *Error `json:"error"`
	}
	if err := json.Unmarshal(text, &object); err != nil || object.Error == nil {
		return failed(status, http.StatusInternalServerError, "the library gave no error object", err)
	}
	return object.Error
}

// failed is an error of this package's own.
func failed(status Status, httpStatus int, message string, cause error) *Error {
	return &Error{Status: status, Name: status.Name(), Message: message, HTTPStatus: httpStatus, cause: cause}
}

// checkABI compares the number of the library's ABI with the one that this package is made for.
func checkABI(library uint32) error {
	if library == ABIVersion {
		return nil
	}
	return fmt.Errorf("%w: it is number %d, and this package is made for %d; install an imhook that fits", ErrABI, library, ABIVersion)
}
