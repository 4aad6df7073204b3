package imhook_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

func TestAnErrorIsFoundByStatusAndGroup(t *testing.T) {
	request := callbackOf(t)
	request.Body = []byte(strings.Replace(string(request.Body), "kso.", "ksp.", 1))
	_, err := receiverOf(t, wps).Receive(request)
	err = fmt.Errorf("while serving: %w", err)
	for target, found := range map[error]bool{
		imhook.ErrSignatureMismatch: true, imhook.ErrAuthentication: true,
		imhook.ErrMissingSignature: false, imhook.ErrDecryption: false, imhook.ErrUsage: false, imhook.ErrClosed: false,
	} {
		if errors.Is(err, target) != found {
			t.Errorf("errors.Is(%v, %v) is not %t", err, target, found)
		}
	}
	failure := asError(t, err)
	if failure.Status != imhook.ErrSignatureMismatch || failure.Name != "signature_mismatch" || failure.HTTPStatus != 401 || failure.Message == "" || failure.Hint == "" {
		t.Errorf("got %+v", failure)
	}
	if text := failure.Error(); !strings.Contains(text, failure.Message) || !strings.Contains(text, failure.Hint) {
		t.Errorf("got %q", text)
	}
}

func TestAStatusOfANewerLibraryIsUnderstoodByItsHundred(t *testing.T) {
	err := error(&imhook.Error{Status: 299, Name: "unrecognised"})
	if !errors.Is(err, imhook.ErrAuthentication) || errors.Is(err, imhook.ErrUsage) || !errors.Is(err, imhook.Status(299)) {
		t.Errorf("got %v", err)
	}
}

// TestEveryStatusHasAGroup asks the library for the statuses that it has.
func TestEveryStatusHasAGroup(t *testing.T) {
	count := 0
	for status := imhook.Status(1); status < 1000; status++ {
		if status.Name() == "unrecognised" {
			continue
		}
		count++
		if group := status.Group().Error(); strings.HasSuffix(group, "xx") {
			t.Errorf("%s is of no group", status.Name())
		}
		if want := "imhook: " + status.Name(); status.Error() != want {
			t.Errorf("got %q, expected %q", status.Error(), want)
		}
	}
	if count < 16 {
		t.Errorf("only %d statuses", count)
	}
}

func TestAVendorsNumberIsTold(t *testing.T) {
	found := false
	for _, vector := range vectors(t) {
		if !strings.HasPrefix(vector.name, "wecom_kf/") || vector.Call != "receive" || !errors.Is(vector.Expect.Status, imhook.ErrSignatureMismatch) {
			continue
		}
		_, err := vector.run(t)
		found = asError(t, err).VendorCode != nil && *asError(t, err).VendorCode == -40001
		break
	}
	if !found {
		t.Error("no error has the vendor's number")
	}
}
