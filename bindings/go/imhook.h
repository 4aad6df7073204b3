/*
 * imhook: verifies, decrypts and parses what a chat platform posts to your service, and hands back one canonical
 * delivery in JSON, whichever platform spoke.
 *
 *     imhook_receiver *receiver;
 *     imhook_buf delivery = {0}, error = {0};
 *
 *     if (imhook_receiver_new(config, strlen(config), &receiver, &error) != IMHOOK_OK) {
 *         fprintf(stderr, "%s\n", (char *)error.data);
 *         imhook_buf_free(&error);
 *         return 1;
 *     }
 *
 *     imhook_request request = {0};
 *     request.target = "/hook";
 *     request.target_len = 5;
 *     request.headers = "Content-Type: application/json\r\n";
 *     request.headers_len = strlen(request.headers);
 *     request.body = body;            the exact bytes that came
 *     request.body_len = body_len;
 *
 *     int32_t status = imhook_receive(receiver, &request, &delivery, &error);
 *     puts((char *)(status == IMHOOK_OK ? delivery.data : error.data));
 *
 *     imhook_buf_free(&delivery);
 *     imhook_buf_free(&error);
 *     imhook_receiver_free(receiver);
 *
 * Ownership  What a function sets is the caller's, until imhook_buf_free, imhook_receiver_free or, of rows, their own
 *            `release`. What it is given it only reads, and does not keep after it returns.
 * Outputs    Cleared on entry, whatever they hold: a buffer that is still owned is not freed but lost, so free it first.
 *            Set on success only. `error` may be NULL, and is set on failure only: {"error":{"status","name","message",
 *            "hint"?,"http_status","vendor_code"?}}. An output and `error` must not be the same struct.
 * NULL       NULL with length 0 is an empty input, and so is any pointer with length 0. NULL with a length, a length over
 *            PTRDIFF_MAX, a NULL receiver and a NULL output are IMHOOK_INVALID_ARGUMENT.
 * Threads    Every function may be called from any thread at any time. A receiver is immutable: share it. There is no
 *            global state that a caller could see, no last error, no log, and no thread but those that a batch asks for.
 * Failures   No C++ exception, no panic and no signal leaves the library: a defect is IMHOOK_INTERNAL, and the receiver goes
 *            on. When memory runs out the process is aborted, with a message on standard error and no output set.
 * Handles    No lock is held between calls, so that a failed one poisons nothing, and fork is allowed between them. A thread
 *            needs 128 KiB of stack, whatever the input.
 * Units      Lengths and sizes are bytes. Times are Unix milliseconds.
 * Text       UTF-8. Every delivery, report and error is one line of JSON.
 */

#ifndef IMHOOK_H
#define IMHOOK_H

/* Made from src/ffi by cbindgen: do not edit, run `make header`. */

#include <stddef.h>
#include <stdint.h>

/* The number of this ABI: imhook_abi_version() of a library that fits this header returns it. */
#define IMHOOK_ABI_VERSION 1

/* Statuses. Numbers are stable and only ever added; treat one that you do not know by its hundred. */

/* The call succeeded. */
#define IMHOOK_OK 0

/* The caller broke the contract of a function: a NULL, a length, a spec that is not JSON. */
#define IMHOOK_INVALID_ARGUMENT 100

/* The receiver's configuration is wrong; the message names the key. */
#define IMHOOK_INVALID_CONFIG 101

/* The request carries no signature. */
#define IMHOOK_MISSING_SIGNATURE 200

/* The signature is not the one that a configured credential makes. */
#define IMHOOK_SIGNATURE_MISMATCH 201

/* The signed time is further from now than the tolerance. */
#define IMHOOK_STALE_TIMESTAMP 202

/* The request is authentic and meant for another receiver. */
#define IMHOOK_RECEIVER_MISMATCH 203

/* The request cannot be verified with this configuration. */
#define IMHOOK_UNVERIFIABLE 204

/* The verified ciphertext does not decrypt. */
#define IMHOOK_DECRYPT_FAILED 300

/* A verified field is not in the encoding that it must have. */
#define IMHOOK_BAD_ENCODING 301

/* The request is not of the platform's form. */
#define IMHOOK_MALFORMED_REQUEST 400

/* The payload is not of the platform's form. */
#define IMHOOK_MALFORMED_PAYLOAD 401

/* The platform has no such operation. */
#define IMHOOK_UNSUPPORTED 402

/* The input is larger than the configured cap. */
#define IMHOOK_TOO_LARGE 500

/* The input is nested deeper than the configured cap. */
#define IMHOOK_TOO_DEEP 501

/* A message to be sealed breaks a limit of the platform. */
#define IMHOOK_INVALID_MESSAGE 600

/* A defect of this library; please report it. */
#define IMHOOK_INTERNAL 900

/* The Arrow C data interface, as https://arrow.apache.org/docs/format/CDataInterface.html declares it. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */


/*
 One configured endpoint: a platform, its credentials, a policy. Opaque and immutable. Any number of threads may use
 one receiver at the same time.
 */
typedef struct imhook_receiver imhook_receiver;

/*
 Bytes that the library made and the caller owns until imhook_buf_free.

 `data` is followed by a NUL that `len` does not count, so that text can be printed as it is. An empty result is NULL
 and 0. Start with `imhook_buf b = {0};`.
 */
typedef struct imhook_buf {
  /*
   The bytes; NULL when there are none.
   */
  uint8_t *data;
  /*
   How many, in bytes, without the NUL.
   */
  size_t len;
} imhook_buf;

/*
 One HTTP request, as it came. Everything is borrowed for the time of the call; nothing needs a NUL at its end.

 A pointer may be NULL with length 0: then the part is not there. NULL with a length is IMHOOK_INVALID_ARGUMENT.
 */
typedef struct imhook_request {
  /*
   "POST", "GET"; NULL means POST.
   */
  const char *method;
  /*
   In bytes.
   */
  size_t method_len;
  /*
   As received: "/hook?msg_signature=..", an absolute URL, or "?query"; NULL means none.
   */
  const char *target;
  /*
   In bytes.
   */
  size_t target_len;
  /*
   Raw lines "Name: value", each ended by CR LF or LF; NULL means none.
   */
  const char *headers;
  /*
   In bytes.
   */
  size_t headers_len;
  /*
   The exact bytes of the body, never parsed and serialised again.
   */
  const uint8_t *body;
  /*
   In bytes.
   */
  size_t body_len;
  /*
   Unix time in milliseconds to judge freshness by; 0 means the system clock.
   */
  int64_t now_ms;
} imhook_request;

/*
 One payload of several. NULL with length 0 is empty; NULL with a length is IMHOOK_INVALID_ARGUMENT.
 */
typedef struct imhook_payload {
  /*
   The bytes, borrowed for the time of the call.
   */
  const uint8_t *data;
  /*
   How many.
   */
  size_t len;
} imhook_payload;

#ifdef __cplusplus
extern "C" {
#endif /* __cplusplus */

/*
 The number of the ABI that this library has. It changes only on a break, never on an addition. Compare it with
 IMHOOK_ABI_VERSION when the library is loaded at run time.
 */
uint32_t imhook_abi_version(void);

/*
 The version of this library, such as "0.1.0". Static: do not free it.
 */
const char *imhook_version(void);

/*
 The name of a status, such as "signature_mismatch"; "unrecognised" for a number that this library does not have.
 Static: do not free it. Never NULL.
 */
const char *imhook_status_name(int32_t status);

/*
 Makes a receiver from its configuration, a JSON object in UTF-8 of `config_len` bytes.

 On success `*receiver` is the caller's, who frees it with imhook_receiver_free. On failure it is NULL, the status is
 IMHOOK_INVALID_CONFIG or IMHOOK_INVALID_ARGUMENT, and `error`, unless NULL, holds the error object; its message
 names the key and never a value. The configuration is not kept: overwrite it afterwards if it must not linger.
 */
int32_t imhook_receiver_new(const char *config,
                            size_t config_len,
                            struct imhook_receiver **receiver,
                            struct imhook_buf *error);

/*
 Frees a receiver; its keys are zeroed. NULL is fine. No other call may be using it, and none may afterwards.
 */
void imhook_receiver_free(struct imhook_receiver *receiver);

/*
 Verifies, decrypts and parses a request: the one call that most services need.

 On success `delivery` holds one line of JSON, the delivery (schema/delivery.v1.schema.json): what was proved, what
 happened, and the `reply` to send. On failure `error`, unless NULL, holds the error object; answer the request with
 its `http_status`. Both are the caller's, for imhook_buf_free. They must not be the same struct.
 */
int32_t imhook_receive(const struct imhook_receiver *receiver,
                       const struct imhook_request *request,
                       struct imhook_buf *delivery,
                       struct imhook_buf *error);

/*
 Proves who sent a request and stops: nothing is decrypted.

 On success `report` holds `{"schema":"imhook.verification/1","platform","kind","auth"}`. Otherwise as imhook_receive.
 */
int32_t imhook_verify(const struct imhook_receiver *receiver,
                      const struct imhook_request *request,
                      struct imhook_buf *report,
                      struct imhook_buf *error);

/*
 Verifies a request, then gives the platform's plaintext: any bytes, which may be none (NULL and 0). On a platform
 that sends cleartext that is the body. Otherwise as imhook_receive.
 */
int32_t imhook_decrypt(const struct imhook_receiver *receiver,
                       const struct imhook_request *request,
                       struct imhook_buf *plaintext,
                       struct imhook_buf *error);

/*
 Parses a payload of `payload_len` bytes that the caller vouches for: one stored after decryption, or fetched from
 the platform. Needs no credentials; the delivery says that nothing was checked, and has no reply. Otherwise as
 imhook_receive.
 */
int32_t imhook_parse(const struct imhook_receiver *receiver,
                     const uint8_t *payload,
                     size_t payload_len,
                     struct imhook_buf *delivery,
                     struct imhook_buf *error);

/*
 Receives `count` requests. `ndjson` gets one line for each, in order, each ended by LF: its delivery or, where it
 failed, its error object. One bad request never costs the rest, and the call itself fails for its arguments only.

 `threads`: 0 or 1 works on the calling thread alone; n on at most n threads, never more than there are requests,
 which have ended before the call returns. A thread that cannot be started is done without.
 */
int32_t imhook_receive_batch(const struct imhook_receiver *receiver,
                             const struct imhook_request *requests,
                             size_t count,
                             uint32_t threads,
                             struct imhook_buf *ndjson,
                             struct imhook_buf *error);

/*
 Parses payloads that stand on one line each, ended by LF or CR LF (the last may lack it), in `lines_len` bytes.
 `ndjson` gets one line for each, in order; a blank line gives none. Otherwise as imhook_receive_batch and
 imhook_parse.
 */
int32_t imhook_parse_lines(const struct imhook_receiver *receiver,
                           const uint8_t *lines,
                           size_t lines_len,
                           uint32_t threads,
                           struct imhook_buf *ndjson,
                           struct imhook_buf *error);

/*
 Receives `count` requests on the calling thread, and gives rows in place of JSON: a struct array of the Arrow C data
 interface (https://arrow.apache.org/docs/format/CDataInterface.html), to be imported as a record batch.

 A row for each event, in the order of the requests; a delivery without an event, and a failure, are a row each. The
 columns: `input`, the index of the request; `kind` of the delivery, and in its first row its `warnings`;
 `event_index`; id, platform, type, native_type, time, sequence, direction, tenant, auth, conversation, sender,
 recipients, message_id, message_kind, reply_to, text, segments, action, target_id, raw_format and raw of the event;
 `error`, the members of the error object. docs/scale.md says what each is. Columns and members may be added: go by
 names.

 One bad request never costs the rest, and the call itself fails for its arguments only. What no longer fits into the
 2 GiB that a column can have is a row with IMHOOK_TOO_LARGE: give fewer requests in a call. `schema` and `rows` are
 the caller's, each until its own `release`, which does not zero the memory; on failure both are marked as released.
 */
int32_t imhook_receive_rows(const struct imhook_receiver *receiver,
                            const struct imhook_request *requests,
                            size_t count,
                            struct ArrowSchema *schema,
                            struct ArrowArray *rows,
                            struct imhook_buf *error);

/*
 Parses `count` payloads that the caller vouches for; unlike lines they may hold any bytes. Otherwise as
 imhook_receive_rows and imhook_parse.
 */
int32_t imhook_parse_rows(const struct imhook_receiver *receiver,
                          const struct imhook_payload *payloads,
                          size_t count,
                          struct ArrowSchema *schema,
                          struct ArrowArray *rows,
                          struct imhook_buf *error);

/*
 Composes what goes the other way. `spec` is a JSON object of `spec_len` bytes:

   {"kind":"callback","payload":…}  a request exactly as the platform would send it, for tests and simulators
   {"kind":"reply","payload":…}     an answer, encrypted or signed where the platform wants that
   {"kind":"send","message":…}      an outgoing message, checked against the platform's limits and signed

 with timestamp_ms, nonce, credential and what the platform's envelope needs. What is left out is drawn at random or
 read from the clock. On success `sealed` holds `{"method","target","headers":{},"body"}`; in a reply, which goes out
 on the connection that the callback came in on, method and target are "".
 */
int32_t imhook_seal(const struct imhook_receiver *receiver,
                    const uint8_t *spec,
                    size_t spec_len,
                    struct imhook_buf *sealed,
                    struct imhook_buf *error);

/*
 Says step by step what becomes of a request and, where it fails, why. A bad request does not fail the call: `report`
 holds `{"schema":"imhook.diagnosis/1","ok","steps":[{"name","result","detail"}],"advice":[{"code","text"}]}`. For
 the operator's eyes: never send it to whoever sent the request.
 */
int32_t imhook_diagnose(const struct imhook_receiver *receiver,
                        const struct imhook_request *request,
                        struct imhook_buf *report,
                        struct imhook_buf *error);

/*
 Frees a buffer that the library filled: its memory is zeroed, the struct set to NULL and 0, so that freeing it twice
 is harmless. NULL and a clear struct are fine. Free a struct, not a copy of it.
 */
void imhook_buf_free(struct imhook_buf *buf);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* IMHOOK_H */
