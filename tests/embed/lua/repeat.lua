-- repeat.lua CONFIG BODY NOW_MS COUNT: receives a body that often, every other time a day too late.

package.path = arg[0]:match("^(.-)[^/]*$") .. "?.lua;" .. package.path

local imhook = require "imhook"

local function read(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("*a")
    file:close()
    return text
end

local config, body, now_ms, count = unpack(arg)
local receiver = assert(imhook.new(read(config)))
local message = { target = "/hook", headers = "Content-Type: application/json\r\n", body = read(body) }
local refused = 0
for i = 0, count - 1 do
    message.now_ms = now_ms + i % 2 * 86400000
    if not receiver:receive(message) then
        refused = refused + 1
    end
end
os.exit(refused == math.floor(count / 2) and 0 or 1, true)
