// Package imhook verifies, decrypts and parses what a chat platform posts to your service, and hands back one canonical
// delivery, whichever platform spoke.
//
// It is a thin layer over the C library of the same name: it marshals, the library decides. A [Receiver] is one configured
// endpoint; its [Receiver.ReceiveHTTP] is all that most services call. Events stand alone: de-duplicate them on Platform,
// TenantID and ID, which stay the same when the platform sends an event again.
//
// Each call has two forms. One gives Go values; what the platform says in its own words stays a [json.RawMessage] there, and
// no number is rounded. The other, whose name ends in JSON, gives the line of JSON that the library wrote, which is the
// same in every language.
//
// Every error of a receiver is an [*Error], with the HTTP status to answer with. It is found by its status, or by its
// group, so that a status of a newer library is understood by its hundred:
//
//	errors.Is(err, imhook.ErrSignatureMismatch)
//	errors.Is(err, imhook.ErrAuthentication)
//
// # Building
//
// The package needs cgo and the library. It is found by pkg-config and linked dynamically; with the build tag
// imhook_static it is linked into the program.
package imhook

//go:generate go run ./internal/generate
