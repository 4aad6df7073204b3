package.path = arg[0]:match("^(.-)[^/]*$") .. "?.lua;" .. package.path

local ffi = require "ffi"
require "imhook"

local structs = {
    { "imhook_buf", "data", "len" },
    { "imhook_request", "method", "method_len", "target", "target_len", "headers", "headers_len", "body", "body_len", "now_ms" },
}
for _, struct in ipairs(structs) do
    local name = struct[1]
    local size = ffi.sizeof(name)
    print(("%s of %d"):format(name, size))
    for i = 2, #struct do
        -- The bytes that turn zero with a field are the field.
        local value = ffi.new(name)
        ffi.fill(value, size, 0xFF)
        if not pcall(function() value[struct[i]] = 0 end) then
            value[struct[i]] = nil -- A pointer.
        end
        local first, last = ffi.string(value, size):find("%z+")
        print(("%s.%s at %d of %d"):format(name, struct[i], first - 1, last - first + 1))
    end
end
