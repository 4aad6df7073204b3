# frozen_string_literal: true

# repeat.rb CONFIG BODY NOW_MS COUNT: receives a body that often, every other time a day too late.

require_relative "imhook"

config, body, now_ms, count = ARGV
receiver = Imhook::Receiver.new(File.binread(config))
body = File.binread(body)
headers = "Content-Type: application/json\r\n"
refused = 0
count.to_i.times do |i|
  receiver.receive(method: "POST", target: "/hook", headers: headers, body: body, now_ms: now_ms.to_i + (i % 2 * 86_400_000))
rescue Imhook::Refusal
  refused += 1
end
exit refused == count.to_i / 2
