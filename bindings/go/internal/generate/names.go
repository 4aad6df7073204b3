package main

import "strings"

// written says how a word is spelled in an identifier, where a capital letter does not do.
var written = map[string]string{
	"id": "ID", "ids": "IDs", "json": "JSON", "kf": "KF", "md5": "MD5", "mime": "MIME", "ms": "MS", "pc": "PC", "specversion": "SpecVersion",
	"datacontenttype": "DataContentType", "sse": "SSE", "url": "URL", "wecom": "WeCom", "wps": "WPS", "xml": "XML",
}

// exported turns a key or word of the contract into an exported identifier.
func exported(name string) string {
	var out strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == '.' }) {
		if spelled, ok := written[word]; ok {
			out.WriteString(spelled)
			continue
		}
		out.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return out.String()
}
