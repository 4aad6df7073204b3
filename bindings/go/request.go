package imhook

import (
	"net/http"
	"strings"
	"time"
)

// Request is an HTTP request as it came.
type Request struct {
	// Method is the method; empty means POST.
	Method string
	// Target is what stands in the request line, "/hook?msg_signature=…", or just "?query"; empty means none.
	Target string
	// Header holds the header fields; some proofs stand in them.
	Header http.Header
	// Body is the exact bytes of the body, never parsed and serialised again.
	Body []byte
	// Now is the time by which freshness is judged; the zero time means the system's clock.
	Now time.Time
}

func (r *Request) nowMS() int64 {
	if r.Now.IsZero() {
		return 0
	}
	return r.Now.UnixMilli()
}

// lineBreaks keeps a value on its line, as [http.Header.Write] does.
var lineBreaks = strings.NewReplacer("\r", " ", "\n", " ")

// appendHeaderLines writes header fields as they travel.
func appendHeaderLines(lines []byte, header http.Header) []byte {
	for name, values := range header {
		for _, value := range values {
			lines = append(lines, lineBreaks.Replace(name)...)
			lines = append(lines, ": "...)
			lines = append(lines, lineBreaks.Replace(value)...)
			lines = append(lines, "\r\n"...)
		}
	}
	return lines
}
