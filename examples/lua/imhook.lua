-- The C ABI in LuaJIT: `local imhook = require "imhook"`, then one receiver per worker, made in init_worker or on first use.

local ffi = require "ffi"
local cjson = require "cjson.safe"

ffi.cdef [[
typedef struct imhook_receiver imhook_receiver;
typedef struct imhook_buf { uint8_t *data; size_t len; } imhook_buf;
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
]]

local ABI_VERSION = 1
local library = ffi.load("libimhook.so.1")
if library.imhook_abi_version() ~= ABI_VERSION then
    error("libimhook.so.1 has ABI " .. library.imhook_abi_version() .. ", expected " .. ABI_VERSION)
end

-- A C call does not yield, so one set of structs serves the whole VM; and as nothing is allocated between filling the request
-- and the call, the strings that it points into cannot be collected.
local request = ffi.new("imhook_request")
local output = ffi.new("imhook_buf")
local failure = ffi.new("imhook_buf")

-- Copies a buffer into a Lua string and frees it.
local function take(buf)
    local text = ffi.string(buf.data, buf.len)
    library.imhook_buf_free(buf)
    return text
end

-- nil and {status, name, message, hint, http_status}.
local function refusal()
    return nil, cjson.decode(take(failure)).error
end

local Receiver = {}
Receiver.__index = Receiver

-- The delivery as JSON; or nil and why it was refused, whose http_status is the answer. A message has method, target, headers
-- (raw lines), body, now_ms, and may lack any of them.
function Receiver:receive(message)
    local method, target, headers, body = message.method or "", message.target or "", message.headers or "", message.body or ""
    request.method, request.method_len = method, #method
    request.target, request.target_len = target, #target
    request.headers, request.headers_len = headers, #headers
    request.body, request.body_len = body, #body
    request.now_ms = message.now_ms or 0
    if library.imhook_receive(self.handle, request, output, failure) ~= 0 then
        return refusal()
    end
    return take(output)
end

-- A receiver of a configuration in JSON, or nil and why it was refused. It is freed when it is collected.
local function new(config)
    local made = ffi.new("imhook_receiver *[1]")
    if library.imhook_receiver_new(config, #config, made, failure) ~= 0 then
        return refusal()
    end
    return setmetatable({ handle = ffi.gc(made[0], library.imhook_receiver_free) }, Receiver)
end

return { new = new }
