package imhook

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// Config is the configuration of a receiver. What is left out has the library's default; the README of imhook has a table
// of all keys.
type Config struct {
	// Platform says who calls.
	Platform Platform `json:"platform"`
	// Credentials prove who calls: several for rotation or tenants. Without any, only parsing works.
	Credentials []Credential `json:"credentials,omitempty"`
	// ToleranceSeconds is how far a signed time may be from now; 0 takes any.
	ToleranceSeconds *int64 `json:"tolerance_seconds,omitempty"`
	// MaxBodyBytes caps the body of a request: 1 MiB by default.
	MaxBodyBytes *int64 `json:"max_body_bytes,omitempty"`
	// MaxPayloadBytes caps a payload to be parsed: 64 MiB by default.
	MaxPayloadBytes *int64 `json:"max_payload_bytes,omitempty"`
	// MaxDepth caps the nesting of JSON: 64 by default.
	MaxDepth *int64 `json:"max_depth,omitempty"`
	// Raw is "embed", the default, or "omit", which leaves the native record out of known events.
	Raw string `json:"raw,omitempty"`
	// Format is "delivery", the default, or "cloudevents".
	Format string `json:"format,omitempty"`
	// RequireKSO1 demands a KSO-1 signature of WPS challenges too.
	RequireKSO1 *bool `json:"require_kso1,omitempty"`
	// AllowUnverified names what is taken without a proof: "card" for WPS, "thread", "reaction" or "push" for Easemob.
	AllowUnverified []string `json:"allow_unverified,omitempty"`
	// Sign is "timestamp_secret" where Yach callbacks are verified by what their time is signed with.
	Sign string `json:"sign,omitempty"`
	// Verification is "none" where Qiwei or Yach callbacks are taken without a proof.
	Verification string `json:"verification,omitempty"`
}

// Credential is a credential by its keys, such as {"app_id": "…", "app_key": "…"}; its "id", where it has one, tells in
// a delivery which of several made the proof.
type Credential map[string]any

// ParseConfig reads a configuration in JSON. The library judges it first: an unknown key is refused by its name.
func ParseConfig(text []byte) (Config, error) {
	receiver, err := NewFromJSON(text)
	if err != nil {
		return Config{}, err
	}
	receiver.Close()

	var config struct {
		Config
		Credentials credentials `json:"credentials"`
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&config); err != nil {
		return Config{}, failed(ErrInvalidConfig, http.StatusInternalServerError, "this package does not know a key that the library takes", err)
	}
	config.Config.Credentials = config.Credentials
	return config.Config, nil
}

// credentials are one object or a list.
type credentials []Credential

func (c *credentials) UnmarshalJSON(text []byte) error {
	if text[0] == '[' {
		return json.Unmarshal(text, (*[]Credential)(c))
	}
	*c = make(credentials, 1)
	return json.Unmarshal(text, &(*c)[0])
}

func (c *Config) json() ([]byte, error) {
	text, err := verbatim(c)
	if err != nil {
		return nil, failed(ErrInvalidConfig, http.StatusInternalServerError, "the configuration has no JSON form", err)
	}
	return text, nil
}
