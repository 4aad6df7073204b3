package.path = arg[0]:match("^(.-)[^/]*$") .. "?.lua;" .. package.path

local ffi = require "ffi"
require "imhook"

local structs = {
    { "imhook_buf", "data", "len" },
    { "imhook_request", "method", "method_len", "target", "target_len", "headers", "headers_len", "body", "body_len", "now_ms" },
}
for _, struct in ipairs(structs) do
    local name = struct[1]
    print(("%s of %d"):format(name, ffi.sizeof(name)))
    for i = 2, #struct do
        print(("%s.%s at %d"):format(name, struct[i], ffi.offsetof(name, struct[i])))
    end
end
