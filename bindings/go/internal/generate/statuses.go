package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

var (
	define  = regexp.MustCompile(`(?m)^/\* (.*) \*/\n#define IMHOOK_([A-Z_]+) ([0-9]+)$`)
	success = "OK"
	// The first define of that form; it counts the ABI, and is no status.
	abi = "ABI_VERSION"
)

// statuses is a constant for each status of the header but success, with the header's words about it.
func statuses(header string) (string, error) {
	var out strings.Builder
	out.WriteString("// The statuses of the library. [errors.Is] tells whether an error has one.\nconst (\n")
	count := 0
	for _, match := range define.FindAllStringSubmatch(header, -1) {
		words, name, number := match[1], match[2], match[3]
		if name == success || name == abi {
			continue
		}
		fmt.Fprintf(&out, "// %s\nErr%s Status = %s\n\n", words, exported(strings.ToLower(name)), number)
		count++
	}
	out.WriteString(")\n")
	if count == 0 {
		return "", errors.New("no status was found")
	}
	return out.String(), nil
}
