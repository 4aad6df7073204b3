-- receive.lua CONFIG CALLBACK NOW_MS: prints the events of a recorded HTTP request, and the answer that its platform waits for.

package.path = arg[0]:match("^(.-)[^/]*$") .. "?.lua;" .. package.path

local cjson = require "cjson"
local imhook = require "imhook"

local function read(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("*a")
    file:close()
    return text
end

local function refuse(refused)
    io.stderr:write(("refused: %s (%d)\n  %s\n"):format(refused.name, refused.status, refused.message))
    if refused.hint then
        io.stderr:write(("  hint: %s\n"):format(refused.hint))
    end
    io.stderr:write(("answer %d\n"):format(refused.http_status))
    os.exit(1, true) -- Closes the state, and so frees the receiver.
end

local config, callback, now_ms = unpack(arg)
local receiver, refused = imhook.new(read(config))
if not receiver then
    refuse(refused)
end

local method, target, headers, body = read(callback):match("^(%S+) (%S+)[^\r]*\r\n(.-\r\n)\r\n(.*)$")
local delivery
delivery, refused = receiver:receive { method = method, target = target, headers = headers, body = body, now_ms = tonumber(now_ms) }
if not delivery then
    refuse(refused)
end

delivery = cjson.decode(delivery)
for _, event in ipairs(delivery.events) do
    print(event.type .. " " .. event.id)
    if event.message and event.message.text then
        print("  " .. event.message.text)
    end
end
print(("answer %d %s %s"):format(delivery.reply.status, delivery.reply.content_type, delivery.reply.body))
