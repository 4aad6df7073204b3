#define FFI_SCOPE "IMHOOK"
#define FFI_LIB "libimhook.so.1"

/* What PHP calls of include/imhook.h, in the form of FFI::load() and ffi.preload, which read no other directive. */

typedef struct imhook_receiver imhook_receiver;
typedef struct imhook_buf {
  uint8_t *data;
  size_t len;
} imhook_buf;
typedef struct imhook_request {
  const char *method;
  size_t method_len;
  const char *target;
  size_t target_len;
  const char *headers;
  size_t headers_len;
  const uint8_t *body;
  size_t body_len;
  int64_t now_ms;
} imhook_request;

uint32_t imhook_abi_version(void);
int32_t imhook_receiver_new(const char *config, size_t config_len, imhook_receiver **receiver, imhook_buf *error);
void imhook_receiver_free(imhook_receiver *receiver);
int32_t imhook_receive(const imhook_receiver *receiver, const imhook_request *request, imhook_buf *delivery, imhook_buf *error);
void imhook_buf_free(imhook_buf *buf);
