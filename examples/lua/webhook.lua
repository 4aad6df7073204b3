-- The phases of nginx.conf: one receiver per worker, and the answer to each callback.

local cjson = require "cjson"
local imhook = require "imhook"

local webhook = {}
local receiver

-- In init_worker: reads the configuration file.
function webhook.init(path)
    local file = assert(io.open(path, "rb"))
    local config = file:read("*a")
    file:close()
    local made, refused = imhook.new(config)
    if not made then
        error(path .. ": " .. refused.message)
    end
    receiver = made
end

-- In the content phase.
function webhook.answer()
    ngx.req.read_body()
    local delivery, refused = receiver:receive {
        method = ngx.req.get_method(),
        target = ngx.var.request_uri,
        headers = ngx.req.raw_header(true),
        body = ngx.req.get_body_data(),
    }
    if not delivery then
        -- The reason is for the operator; whoever called learns its name.
        ngx.log(ngx.WARN, refused.name, ": ", refused.message, " ", refused.hint or "")
        ngx.status = refused.http_status
        ngx.print(refused.name)
        return
    end

    delivery = cjson.decode(delivery)
    for _, event in ipairs(delivery.events) do
        ngx.log(ngx.NOTICE, event.type, " ", event.id)
    end
    ngx.status = delivery.reply.status
    ngx.header.content_type = delivery.reply.content_type
    ngx.print(delivery.reply.body)
end

return webhook
