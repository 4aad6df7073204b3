// The C ABI through koffi: one Receiver per process, shared by all requests.
'use strict';

const { promisify } = require('node:util');
const koffi = require('koffi');

const ABI_VERSION = 1;
const library = koffi.load('libimhook.so.1');

const found = library.func('uint32_t imhook_abi_version(void)')();
if (found !== ABI_VERSION) {
  throw new Error(`libimhook.so.1 has ABI ${found}, expected ${ABI_VERSION}`);
}

koffi.opaque('imhook_receiver');
koffi.struct('imhook_buf', { data: 'uint8_t *', len: 'size_t' });
koffi.struct('imhook_request', {
  method: 'const char *',
  method_len: 'size_t',
  target: 'const char *',
  target_len: 'size_t',
  headers: 'const char *',
  headers_len: 'size_t',
  body: 'const uint8_t *',
  body_len: 'size_t',
  now_ms: 'int64_t',
});

const receiverNew = library.func(
  'int32_t imhook_receiver_new(const char *config, size_t config_len, _Out_ imhook_receiver **receiver, _Out_ imhook_buf *error)');
const receiverFree = library.func('void imhook_receiver_free(imhook_receiver *receiver)');
const receive = library.func(
  'int32_t imhook_receive(const imhook_receiver *receiver, const imhook_request *request, _Out_ imhook_buf *delivery, _Out_ imhook_buf *error)');
const receiveAsync = promisify(receive.async);
const bufFree = library.func('void imhook_buf_free(_Inout_ imhook_buf *buf)');

// Why something was refused; httpStatus is what to answer.
class ImhookError extends Error {
  constructor({ status, name, message, hint, http_status: httpStatus }) {
    super(message);
    Object.assign(this, { status, name, hint, httpStatus });
  }
}

function check(status, error) {
  if (status !== 0) {
    throw new ImhookError(JSON.parse(text(error)).error);
  }
}

const buffer = () => ({ data: null, len: 0 });
const text = ({ data, len }) => koffi.decode.string(data, len);

// The struct of a request with method, target, headers (raw lines) and body, each a Buffer or absent. It points into them.
function parts({ method, target, headers, body, nowMs = 0 }) {
  return {
    method,
    method_len: method?.length ?? 0,
    target,
    target_len: target?.length ?? 0,
    headers,
    headers_len: headers?.length ?? 0,
    body,
    body_len: body?.length ?? 0,
    now_ms: nowMs,
  };
}

class Receiver {
  #handle;

  constructor(config) {
    const json = Buffer.from(JSON.stringify(config));
    const made = [null];
    const error = buffer();
    try {
      check(receiverNew(json, json.length, made, error), error);
    } finally {
      bufFree(error);
    }
    this.#handle = made[0];
  }

  // The delivery as JSON. Takes some microseconds, less than a hop to another thread.
  receive(request) {
    const delivery = buffer();
    const error = buffer();
    try {
      check(receive(this.#handle, parts(request), delivery, error), error);
      return text(delivery);
    } finally {
      bufFree(delivery);
      bufFree(error);
    }
  }

  // The same on a thread of the pool, for bodies of megabytes, which would hold up the event loop.
  async receiveAsync(request) {
    const delivery = buffer();
    const error = buffer();
    try {
      check(await receiveAsync(this.#handle, parts(request), delivery, error), error);
      return text(delivery);
    } finally {
      bufFree(delivery);
      bufFree(error);
    }
  }

  // A second time is harmless. No receiveAsync may be under way.
  close() {
    receiverFree(this.#handle);
    this.#handle = null;
  }
}

module.exports = { Receiver, ImhookError };
