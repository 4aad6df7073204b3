package imhook

// Receive verifies, decrypts and parses a request: the one call that most services need. Answer the request with the
// delivery's Reply or, when it fails, with the HTTPStatus of the [Error].
func (r *Receiver) Receive(request Request) (*Delivery, error) {
	return decoded[Delivery](r.ReceiveJSON(request))
}

// ReceiveJSON is Receive, and gives the delivery as the library wrote it: one line of JSON.
func (r *Receiver) ReceiveJSON(request Request) ([]byte, error) {
	return r.onRequest(receive, &request)
}

// Verify proves who sent a request and stops: nothing is decrypted.
func (r *Receiver) Verify(request Request) (*Verification, error) {
	return decoded[Verification](r.VerifyJSON(request))
}

// VerifyJSON is Verify, and gives the report as the library wrote it.
func (r *Receiver) VerifyJSON(request Request) ([]byte, error) {
	return r.onRequest(verify, &request)
}

// Decrypt verifies a request, then gives the platform's plaintext: any bytes, which may be none. On a platform that sends
// cleartext that is the body.
func (r *Receiver) Decrypt(request Request) ([]byte, error) {
	return r.onRequest(decrypt, &request)
}

// Diagnose says step by step what becomes of a request and, where it fails, why. A bad request does not fail the call.
// The report is for the operator's eyes: never send it to whoever sent the request.
func (r *Receiver) Diagnose(request Request) (*Diagnosis, error) {
	return decoded[Diagnosis](r.DiagnoseJSON(request))
}

// DiagnoseJSON is Diagnose, and gives the report as the library wrote it.
func (r *Receiver) DiagnoseJSON(request Request) ([]byte, error) {
	return r.onRequest(diagnose, &request)
}

// Parse parses a payload that the caller vouches for: one stored after decryption, or fetched from the platform. It needs
// no credentials; the delivery says that nothing was checked, and has no reply.
func (r *Receiver) Parse(payload []byte) (*Delivery, error) {
	return decoded[Delivery](r.ParseJSON(payload))
}

// ParseJSON is Parse, and gives the delivery as the library wrote it.
func (r *Receiver) ParseJSON(payload []byte) ([]byte, error) {
	return r.onBytes(parse, payload)
}

// Seal composes what goes the other way: a callback as the platform would send it, a reply, or a message to be sent.
func (r *Receiver) Seal(spec Spec) (*Sealed, error) {
	text, err := spec.json()
	if err != nil {
		return nil, err
	}
	return decoded[Sealed](r.SealJSON(text))
}

// SealJSON is Seal with the spec and the result in JSON.
func (r *Receiver) SealJSON(spec []byte) ([]byte, error) {
	return r.onBytes(seal, spec)
}

func (r *Receiver) onRequest(call onRequest, request *Request) ([]byte, error) {
	handle, err := r.hold()
	if err != nil {
		return nil, err
	}
	defer r.release()
	// Most requests have fewer bytes of header than this: then nothing is allocated for them.
	var space [1024]byte
	return withRequest(call, handle, request, appendHeaderLines(space[:0], request.Header))
}

func (r *Receiver) onBytes(call onBytes, bytes []byte) ([]byte, error) {
	handle, err := r.hold()
	if err != nil {
		return nil, err
	}
	defer r.release()
	return withBytes(call, handle, bytes)
}
