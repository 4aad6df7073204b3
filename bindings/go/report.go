package imhook

// Verification is the report of [Receiver.Verify].
type Verification struct {
	Schema   string       `json:"schema"`
	Platform Platform     `json:"platform"`
	Kind     DeliveryKind `json:"kind"`
	Auth     Auth         `json:"auth"`
}

// Diagnosis is the report of [Receiver.Diagnose].
type Diagnosis struct {
	Schema   string   `json:"schema"`
	Platform Platform `json:"platform"`
	OK       bool     `json:"ok"`
	// Steps are what becomes of a request, in order.
	Steps []Step `json:"steps"`
	// Advice is what the operator can do, the likeliest cause first; docs/diagnose.md lists every code.
	Advice []Advice `json:"advice"`
}

// Step is one step of a diagnosis.
type Step struct {
	Name string `json:"name"`
	// Result is "pass", "fail" or "skipped".
	Result string `json:"result"`
	Detail string `json:"detail"`
}

// Advice is one piece of advice of a diagnosis.
type Advice struct {
	// Code is stable, to match on.
	Code string `json:"code"`
	Text string `json:"text"`
}
