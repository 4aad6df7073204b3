//go:build !imhook_static

package imhook_test

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/imhook/imhook/bindings/go"
)

// foreign is set for a test program that was started with a library of another ABI.
const foreign = "IMHOOK_TEST_FOREIGN"

const refused = "every constructor gives ErrABI"

func TestAnotherABIIsAnError(t *testing.T) {
	if os.Getenv(foreign) != "" {
		underAnotherABI(t)
		return
	}
	folder := t.TempDir()
	compiler := exec.Command("cc", "-shared", "-fPIC", "-Wl,-soname,libimhook.so.1", "-I.", "testdata/foreign.c", "-o", folder+"/libimhook.so.1")
	if output, err := compiler.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(program, "-test.run=^"+t.Name()+"$", "-test.v")
	child.Env = append(os.Environ(), foreign+"=1", "LD_LIBRARY_PATH="+folder)
	output, err := child.CombinedOutput()
	if err != nil || !strings.Contains(string(output), refused) {
		t.Errorf("%v: %s", err, output)
	}
}

func underAnotherABI(t *testing.T) {
	if imhook.Version() != "foreign" {
		t.Fatalf("the library is %s", imhook.Version())
	}
	_, errOfNew := imhook.New(wps)
	_, errOfText := imhook.NewFromJSON([]byte("{}"))
	_, errOfParse := imhook.ParseConfig([]byte("{}"))
	for _, err := range []error{errOfNew, errOfText, errOfParse} {
		if !errors.Is(err, imhook.ErrABI) || !strings.Contains(err.Error(), "number 2") || !strings.Contains(err.Error(), "for 1") {
			t.Fatalf("got %v", err)
		}
	}
	t.Log(refused)
}
