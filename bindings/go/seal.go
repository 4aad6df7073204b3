package imhook

import "net/http"

// Spec says what to seal. What is left out is drawn at random or read from the clock.
type Spec struct {
	// Kind is "callback", a request exactly as the platform would send it; "reply", an answer, encrypted or signed where
	// the platform wants that; or "send", an outgoing message, checked against the platform's limits and signed.
	Kind string `json:"kind"`
	// Payload is what a callback or a reply says: any JSON value or, in a string, the exact text.
	Payload any `json:"payload,omitempty"`
	// Message is what to send.
	Message any `json:"message,omitempty"`
	// TimestampMS is the time to sign.
	TimestampMS *int64 `json:"timestamp_ms,omitempty"`
	// Nonce is the nonce to sign.
	Nonce string `json:"nonce,omitempty"`
	// Credential is the id of the credential to sign with.
	Credential string `json:"credential,omitempty"`
	// Topic and Operation stand in the envelope of WPS.
	Topic     string `json:"topic,omitempty"`
	Operation string `json:"operation,omitempty"`
	// Format is "xml" or "json" for WeCom.
	Format string `json:"format,omitempty"`
	// Echo makes WeCom's check of the endpoint.
	Echo any `json:"echo,omitempty"`
	// AccessToken and BaseURL stand in the address of a Yach robot.
	AccessToken string `json:"access_token,omitempty"`
	BaseURL     string `json:"base_url,omitempty"`
}

// Sealed is a request to send or, with an empty Method and Target, an answer to give.
type Sealed struct {
	Method string            `json:"method"`
	Target string            `json:"target"`
	Header map[string]string `json:"headers"`
	Body   string            `json:"body"`
}

func (s *Spec) json() ([]byte, error) {
	text, err := verbatim(s)
	if err != nil {
		return nil, failed(ErrInvalidArgument, http.StatusInternalServerError, "the spec has no JSON form", err)
	}
	return text, nil
}
